using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

/// <summary>Facts of published files, known from elsewhere.</summary>
public sealed class RealDataTests
{
    private static DataSplit<float> Open(string path, string? test = null) => DataSets.Open<float>(new DataSetOptions { Path = SharedData.Require(path), Standardize = path.StartsWith("sklearn", StringComparison.Ordinal) ? null : StandardizationKind.Scale, TestPath = test is null ? null : SharedData.Require(test) });

    [Fact]
    public void MNIST_is_MNIST()
    {
        var (train, test) = Open("mnist");
        Assert.Equal((60_000, 10_000), (train.Count, test.Count));
        Assert.Equal(new Shape(28, 28, 1), train.ExampleShape);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], Enumerable.Range(0, 10).Select(train.Class));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], Enumerable.Range(0, 10).Select(test.Class));
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Enumerable.Range(0, 10).Select(c => train.TargetValues.ToArray().Count(label => label == c)));
        var sum = 0.0;
        foreach (var x in train.Inputs) sum += x;
        // The mean that everybody's transforms subtract.
        Assert.Equal(0.1307, sum / train.Inputs.Length, 1e-4);
    }

    [Fact]
    public void CIFAR_10_batch_1_is_the_official_one()
    {
        var (train, test) = Open("cifar10/data_batch_1.bin", "cifar10/cifar10-holdout-2k-from-batch5.bin");
        Assert.Equal((10_000, 2_000), (train.Count, test.Count));
        Assert.Equal([6, 9, 9, 4, 1], Enumerable.Range(0, 5).Select(train.Class));
        Assert.Equal([1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981], Enumerable.Range(0, 10).Select(c => train.TargetValues.ToArray().Count(label => label == c)));
        Assert.All(Enumerable.Range(0, 10), c => Assert.Equal(200, test.TargetValues.ToArray().Count(label => label == c)));
        // The frog that opens the batch: its first pixel is (59, 62, 63).
        Assert.Equal([59f / 255, 62f / 255, 63f / 255], train.Input(0)[..3].ToArray());
    }

    [Fact]
    public void A_folder_of_CIFAR_10_takes_its_own_test_batch()
    {
        var (train, test) = Open("cifar10");
        Assert.Equal((10_000, 1_000), (train.Count, test.Count));
        Assert.Equal([3, 8, 8, 0, 6], Enumerable.Range(0, 5).Select(test.Class));
    }

    [Fact]
    public void Groceries_have_fine_and_coarse_labels()
    {
        var (train, test) = Open("grocery32");
        Assert.Equal((486, 243), (train.Count, test.Count));
        Assert.Equal(Targets.Classes(81), train.Targets);
        Assert.All(Enumerable.Range(0, 81), c => Assert.Equal(6, train.TargetValues.ToArray().Count(label => label == c)));
        var coarse = DataSets.Open<float>(new DataSetOptions { Path = SharedData.Require("grocery32"), CoarseLabels = true });
        Assert.Equal(Targets.Classes(43), coarse.Train.Targets);
    }

    [Fact]
    public void Digits_are_the_UCI_digits()
    {
        var report = DataCheck.Run(new DataSetOptions { Path = SharedData.Require("sklearn/digits.csv.gz") }, TestContext.Current.CancellationToken);
        var part = Assert.Single(report.Parts);
        Assert.Equal((1797, new Shape(64), Targets.Classes(10)), (part.Count, part.ExampleShape, part.Targets));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], part.ClassCounts.Select(count => count.Examples));
        Assert.Equal((0, 16, 4.884164579855314), (part.Inputs.Min, part.Inputs.Max, part.Inputs.Mean));
        Assert.Equal(3, part.ConstantFeatures);
    }

    [Fact]
    public void Diabetes_joins_two_files_and_is_a_regression()
    {
        var options = new DataSetOptions { Path = SharedData.Require("sklearn/diabetes_data_raw.csv.gz"), TargetPath = SharedData.Require("sklearn/diabetes_target.csv.gz"), Standardize = StandardizationKind.PerFeature };
        var (train, test) = DataSets.Open<double>(options);
        Assert.Equal((398, 44), (train.Count, test.Count));
        Assert.Equal((new Shape(10), Targets.Values(1)), (train.ExampleShape, train.Targets));
        var part = Assert.Single(DataCheck.Run(options, TestContext.Current.CancellationToken).Parts);
        Assert.Equal((25, 346), (part.TargetValues.Min, part.TargetValues.Max));
        Assert.Equal(152.13348416289594, part.TargetValues.Mean, 1e-12);
        for (var j = 0; j < 10; j++) Assert.Equal(0, Enumerable.Range(0, train.Count).Average(i => train.Input(i)[j]), 1e-12);
    }
}
