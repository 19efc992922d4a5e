using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class DataSetTests
{
    private static DataSet<double> Five() => new("five", new Shape(2), [0, 1, 10, 11, 20, 21, 30, 31, 40, 41], [0, 1, 2, 1, 0], Targets.Classes(3), "by hand");

    [Fact]
    public void A_subset_copies_in_the_given_order_and_may_repeat()
    {
        var subset = Five().Subset([3, 0, 3]);
        Assert.Equal([30.0, 31, 0, 1, 30, 31], subset.Inputs.ToArray());
        Assert.Equal([1.0, 0, 1], subset.TargetValues.ToArray());
        Assert.Equal("by hand; 3 of 5 examples", subset.Source);
        Assert.Equal(1, subset.Class(2));
    }

    [Fact]
    public void A_split_gives_every_example_to_one_part_in_order()
    {
        var (kept, held) = Five().Split([4, 1]);
        Assert.Equal([0.0, 1, 20, 21, 30, 31], kept.Inputs.ToArray());
        Assert.Equal([10.0, 11, 40, 41], held.Inputs.ToArray());
        Assert.Contains("Index 1 is there twice", Assert.Throws<ArgumentException>(() => Five().Split([1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("both parts need at least one", Assert.Throws<ArgumentException>(() => Five().Split([])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_examples_are_taken_and_no_more_than_there_are()
    {
        Assert.Equal(2, Five().TakeFirst(2).Count);
        Assert.Equal([0.0, 1, 10, 11], Five().TakeFirst(2).Inputs.ToArray());
        Assert.Equal(5, Five().TakeFirst(99).Count);
    }

    [Fact]
    public void The_hash_follows_the_content_and_not_the_way_to_it()
    {
        var five = Five();
        Assert.Equal(five.Hash, Five().Hash);
        Assert.Equal(five.TakeFirst(3).Hash, five.Subset([0, 1, 2]).Hash);
        Assert.NotEqual(five.Hash, five.Subset([1, 0, 2, 3, 4]).Hash);
        Assert.NotEqual(five.Hash, new DataSet<double>("five", new Shape(2), five.Inputs.ToArray(), five.TargetValues.ToArray(), Targets.Classes(4), "").Hash);
        // Pinned: a hash that changes makes every recorded run look as if its data had changed.
        Assert.Equal("9e1e36e4c88ef449", five.Hash[..16]);
    }

    public static TheoryData<double[], double[], Targets, string> Refused => new()
    {
        { [], [], Targets.Classes(2), "bad: there are no examples; wanted at least one." },
        { [1, 2, 3, double.NaN, 5, double.PositiveInfinity], [0, 1, 0], Targets.Classes(2), "bad: 2 of the inputs are NaN or infinite, the first (NaN) at example 1, element [1]; wanted finite numbers. Remove or fill in those examples." },
        { [1, 2, 3, 4], [0, double.NaN], Targets.Values(1), "bad: 1 of the targets are NaN or infinite, the first (NaN) at example 1; wanted finite numbers." },
        { [1, 2, 3, 4], [0, 2], Targets.Classes(2), "bad: label 2 at example 1; wanted a class from 0 to 1." },
        { [1, 2, 3, 4], [0, 0.5], Targets.Classes(2), "bad: label 0.5 at example 1; wanted a class from 0 to 1." },
        { [1, 2, 3, 4], [-1, 1], Targets.Classes(2), "bad: label -1 at example 0; wanted a class from 0 to 1." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Bad_examples_are_refused_with_their_place(double[] inputs, double[] targets, Targets kind, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<BadInputException>(() => new DataSet<double>("bad", new Shape(2), inputs, targets, kind, "")).Message, StringComparison.Ordinal);

    [Fact]
    public void Infinity_in_float32_points_to_float64() =>
        Assert.EndsWith("Values above 3.4e38 need float64.", Assert.Throws<BadInputException>(() => new DataSet<float>("bad", new Shape(1), [float.PositiveInfinity], [0], Targets.Values(1), "")).Message, StringComparison.Ordinal);

    [Fact]
    public void Lengths_that_do_not_match_are_misuse() =>
        Assert.Contains("is not 2 examples of [2]", Assert.Throws<ArgumentException>(() => new DataSet<double>("bad", new Shape(2), [1, 2, 3], [0, 1], Targets.Classes(2), "")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void A_single_NaN_is_found_wherever_it_hides(int length)
    {
        for (var at = 0; at < length; at++)
        {
            var inputs = new float[length];
            inputs[at] = float.NaN;
            var error = Assert.Throws<BadInputException>(() => new DataSet<float>("bad", new Shape(1), inputs, new float[length], Targets.Values(1), ""));
            Assert.Contains($"at example {at};", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Asking_values_for_a_class_is_misuse() =>
        Assert.Throws<InvalidOperationException>(() => new DataSet<float>("r", new Shape(1), [1], [0.5f], Targets.Values(1), "").Class(0));
}
