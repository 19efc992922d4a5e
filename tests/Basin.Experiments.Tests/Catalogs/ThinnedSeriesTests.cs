using Basin.Experiments.Catalogs;

namespace Basin.Experiments.Tests.Catalogs;

public sealed class ThinnedSeriesTests
{
    public static TheoryData<int, int> Sizes => new MatrixTheoryData<int, int>([1, 2, 3, 7, 8, 9, 100, 1001], [2, 3, 8, 100]);

    [Theory, MemberData(nameof(Sizes))]
    public void No_number_is_lost(int length, int points)
    {
        var random = new Random(length);
        double[] values = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        var series = new ThinnedSeries(points);
        for (var i = 0; i < length; i++) series.Add(3 * i, values[i], double.NaN);
        var view = series.View();
        int[] counts = [.. series.Counts];
        Assert.InRange(counts.Length, Math.Min(length, (points + 1) / 2), points);
        Assert.Equal(length, counts.Sum());
        Assert.All(counts.SkipLast(1), count => Assert.Equal(counts[0], count));
        Assert.InRange(counts[^1], 1, counts[0]);
        Assert.Equal(values.Average(), counts.Zip(view.Value, (count, mean) => count * mean).Sum() / length, 1e-12);
        Assert.Null(view.Error);
        var begin = 0;
        for (var bucket = 0; bucket < counts.Length; begin += counts[bucket++])
        {
            var own = values.AsSpan(begin, counts[bucket]).ToArray();
            Assert.Equal(3 * (begin + ((counts[bucket] - 1) / 2.0)), view.Step[bucket], 1e-9);
            Assert.Equal(own.Average(), view.Value[bucket], 1e-12);
            Assert.Equal((own.Min(), own.Max()), length > points ? (view.Low!.Value[bucket], view.High!.Value[bucket]) : (own[0], own[0]));
        }

        Assert.Equal(length > points, view.Low is not null);
    }

    [Fact]
    public void A_mean_never_leaves_its_numbers()
    {
        var series = new ThinnedSeries(2);
        for (var i = 0; i < 1000; i++) series.Add(i, 0.1, 0.3);
        var view = series.View();
        Assert.All(view.Value, value => Assert.Equal(0.1, value));
        Assert.All(view.Error!.Value, error => Assert.Equal(0.3, error, 1e-12));
    }

    [Fact]
    public void Errors_that_are_not_known_do_not_count()
    {
        var series = new ThinnedSeries(2);
        double[] errors = [1, double.NaN, 3, double.NaN, double.NaN, double.NaN];
        for (var i = 0; i < errors.Length; i++) series.Add(i, i, errors[i]);
        Assert.Equal([2, double.NaN], series.View().Error!.Value);
    }
}
