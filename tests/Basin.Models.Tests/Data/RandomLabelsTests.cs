using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Tests.Data;

public sealed class RandomLabelsTests
{
    private static readonly DataSet<double> _data = new("many", new Shape(1), new double[20_000], [.. Enumerable.Range(0, 20_000).Select(i => (double)(i % 5))], Targets.Classes(5), "by hand");

    private static DataSet<double> Spoil(double probability) => RandomLabels.Spoil(_data, probability, new Seed(4).Stream("random-labels"));

    [Fact]
    public void Four_fifths_of_the_labels_drawn_from_five_classes_are_wrong()
    {
        var spoilt = Spoil(0.4);
        var wrong = Enumerable.Range(0, _data.Count).Count(i => spoilt.Class(i) != _data.Class(i));

        // Five standard deviations of a share of 0.32 of 20,000.
        Assert.InRange(wrong / 20_000.0, 0.32 - 0.0165, 0.32 + 0.0165);
        Assert.Contains($"{wrong:N0} of 20,000 labels made wrong at random", spoilt.Source, StringComparison.Ordinal);
        Assert.Equal(Spoil(0.4).Hash, spoilt.Hash);
        Assert.NotEqual(_data.Hash, spoilt.Hash);
    }

    [Fact]
    public void A_larger_share_keeps_the_random_labels_of_a_smaller_one()
    {
        var (few, many) = (Spoil(0.1), Spoil(0.6));
        Assert.All(Enumerable.Range(0, _data.Count).Where(i => few.Class(i) != _data.Class(i)), i => Assert.Equal(few.Class(i), many.Class(i)));
        Assert.Equal(_data.Hash, Spoil(0).Hash);
    }

    [Fact]
    public void Values_are_refused()
    {
        var values = new DataSet<double>("values", new Shape(1), [1, 2], [3, 4], Targets.Values(1), "by hand");
        Assert.Contains("wanted classes", Assert.Throws<BadInputException>(() => RandomLabels.Spoil(values, 0.5, new Seed(1).Stream("x"))).Message, StringComparison.Ordinal);
    }
}
