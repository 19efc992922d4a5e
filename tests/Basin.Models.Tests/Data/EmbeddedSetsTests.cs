using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Tests.Data;

public sealed class EmbeddedSetsTests
{
    [Theory]
    [InlineData("synth", 1497, 300, 10)]
    [InlineData("shapes", 2000, 500, 8)]
    public void A_name_is_enough_and_gives_the_same_bits_every_time(string name, int train, int test, int classes)
    {
        var first = DataSets.Open<double>(new DataSetOptions { Path = name });
        var second = DataSets.Open<double>(new DataSetOptions { Path = name, SplitSeed = 9 });
        Assert.Equal((train, test), (first.Train.Count, first.Test.Count));
        Assert.Equal(Targets.Classes(classes), first.Train.Targets);
        Assert.Equal(StandardizationKind.None, first.Train.Standardization.Kind);
        Assert.Equal(first.Train.Hash, second.Train.Hash);
        Assert.Equal(first.Test.Hash, second.Test.Hash);
        Assert.Equal((name + "/train", name + "/test"), (first.Train.Name, first.Test.Name));
        Assert.True(first.Train.Inputs.ToArray().All(x => x is >= 0 and <= 1));
    }

    [Theory]
    [InlineData("synth")]
    [InlineData("shapes")]
    public void Float32_is_float64_rounded(string name)
    {
        var single = DataSets.Open<float>(new DataSetOptions { Path = name }).Train;
        var two = DataSets.Open<double>(new DataSetOptions { Path = name }).Train;
        Assert.Equal(two.Inputs.ToArray().Select(x => (float)x), single.Inputs.ToArray());
        Assert.Equal(two.TargetValues.ToArray().Select(x => (float)x), single.TargetValues.ToArray());
    }

    [Theory]
    [InlineData("synth")]
    [InlineData("shapes")]
    public void Classes_are_uniform_within_four_standard_errors(string name)
    {
        var data = DataSets.Open<float>(new DataSetOptions { Path = name }).Train;
        var p = 1.0 / data.Targets.Count;
        foreach (var group in data.TargetValues.ToArray().GroupBy(label => label))
            Assert.InRange(group.Count(), (data.Count * p) - (4 * Math.Sqrt(data.Count * p * (1 - p))), (data.Count * p) + (4 * Math.Sqrt(data.Count * p * (1 - p))));
    }

    [Fact]
    public void Synth_has_two_clusters_a_class_with_the_stated_noise()
    {
        // 2·atanh undoes the bend: u = zA + 0.3 ε. Within a cluster its covariance has trace 64·0.3² + 0.7²·‖A‖²_F, and ‖A‖²_F is near 64.
        var data = SynthSet.Generate<double>(new Seed(5), 4000);
        Assert.Equal(new Shape(64), data.ExampleShape);
        var u = data.Inputs.ToArray().Select(x => Math.Atanh((2 * x) - 1)).ToArray();
        var within = 0.0;
        var points = 0;
        for (var label = 0; label < 10; label++)
        {
            var members = Enumerable.Range(0, data.Count).Where(i => data.Class(i) == label).ToArray();
            var centres = TwoMeans(u, members);
            foreach (var i in members)
            {
                within += centres.Min(centre => Distance(u, i, centre));
                points++;
            }
        }

        Assert.InRange(within / points, 0.8 * 64 * (0.09 + 0.49), 1.2 * 64 * (0.09 + 0.49));
    }

    [Fact]
    public void Points_do_not_depend_on_how_many_are_made()
    {
        Assert.Equal(SynthSet.Generate<float>(new Seed(1), 30).Hash, SynthSet.Generate<float>(new Seed(1), 90).TakeFirst(30).Hash);
        Assert.Equal(ShapesSet.Generate<float>(new Seed(1), 30).Hash, ShapesSet.Generate<float>(new Seed(1), 90).TakeFirst(30).Hash);
        Assert.NotEqual(SynthSet.Generate<float>(new Seed(1), 30).Hash, SynthSet.Generate<float>(new Seed(2), 30).Hash);
    }

    [Fact]
    public void Shapes_are_neither_trivial_nor_hopeless()
    {
        var (train, test) = DataSets.Open<double>(new DataSetOptions { Path = "shapes" });
        Assert.Equal(["disc", "ring", "square", "frame", "triangle", "plus", "cross", "stripes"], train.ClassNames);
        var centres = Enumerable.Range(0, 8).Select(label => Mean(train, label)).ToArray();
        var right = Enumerable.Range(0, test.Count).Count(i => Nearest(centres, test.Input(i).ToArray()) == test.Class(i));
        // The nearest class mean gets about half of them, a small convolutional network 95 %.
        Assert.InRange(right / (double)test.Count, 0.35, 0.65);
    }

    [Fact]
    public void Parts_and_limits_are_the_users()
    {
        var split = DataSets.Open<float>(new DataSetOptions { Path = "synth", TestFraction = 0.5, Limit = 100 });
        Assert.Equal((100, 898), (split.Train.Count, split.Test.Count));
        var error = Assert.Throws<BadInputException>(() => DataSets.Open<float>(new DataSetOptions { Path = "synth", TestPath = "x.npz" }));
        Assert.Equal("synth: 'x.npz' beside a data set made by code; wanted no further file or column. It brings its own targets and test part: leave that setting out.", error.Message);
    }

    private static double[] Mean(DataSet<double> data, int label)
    {
        var mean = new double[data.ExampleShape.Length];
        var members = Enumerable.Range(0, data.Count).Where(i => data.Class(i) == label).ToArray();
        foreach (var i in members)
        {
            for (var j = 0; j < mean.Length; j++) mean[j] += data.Input(i)[j] / members.Length;
        }

        return mean;
    }

    private static int Nearest(double[][] centres, double[] x) =>
        Enumerable.Range(0, centres.Length).MinBy(c => x.Zip(centres[c], (a, b) => (a - b) * (a - b)).Sum());

    private static double[][] TwoMeans(double[] u, int[] members)
    {
        var first = Row(u, members[0]);
        var centres = new[] { first, Row(u, members.MaxBy(i => Distance(u, i, first))) };
        for (var round = 0; round < 10; round++)
        {
            var groups = members.GroupBy(i => Distance(u, i, centres[0]) < Distance(u, i, centres[1]) ? 0 : 1).ToArray();
            foreach (var group in groups)
                centres[group.Key] = [.. Enumerable.Range(0, 64).Select(j => group.Average(i => u[(i * 64) + j]))];
        }

        return centres;
    }

    private static double[] Row(double[] u, int i) => u[(i * 64)..((i + 1) * 64)];

    private static double Distance(double[] u, int i, double[] centre)
    {
        var sum = 0.0;
        for (var j = 0; j < 64; j++) sum += (u[(i * 64) + j] - centre[j]) * (u[(i * 64) + j] - centre[j]);
        return sum;
    }
}
