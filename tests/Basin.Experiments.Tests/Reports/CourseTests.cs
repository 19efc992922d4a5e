using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Experiments.Reports;

namespace Basin.Experiments.Tests.Reports;

public sealed class CourseTests
{
    // Far-off values at two steps, which no thinning may lose.
    private static ImmutableArray<(double X, double Y, double Error)> Points(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ((double)i, i == count / 3 ? 90.0 : i == count / 2 ? -70 : Math.Sin(i), 0.5))];

    [Theory]
    [InlineData(60, false, "line 60, dots 60")]
    [InlineData(60, true, "line 60, dots 60")]
    [InlineData(61, false, "band 61, line 61")]
    [InlineData(61, true, "faint line 61, line 60")]
    [InlineData(1000, false, "band 1000, line 1000")]
    [InlineData(1000, true, "faint line 1000, line 60")]
    [InlineData(100_000, false, "band 200, line 60")]
    [InlineData(100_000, true, "band 200, line 60")]
    public void The_longer_a_course_the_more_is_put_together(int count, bool isNoisy, string expected) =>
        Assert.Equal(expected, string.Join(", ", Course.Of(Points(count), isNoisy, "x", color: 0).Select(Describe)));

    [Theory]
    [InlineData(60, false, "line 60, dots 60")]
    [InlineData(1000, false, "line 1000")]
    [InlineData(1000, true, "line 60")]
    [InlineData(100_000, false, "line 60")]
    public void Among_others_a_course_has_no_background(int count, bool isNoisy, string expected) =>
        Assert.Equal(expected, string.Join(", ", Course.Among(Points(count), isNoisy, "x", color: 0).Select(Describe)));

    [Fact]
    public void A_long_course_keeps_its_lowest_its_highest_and_its_mean()
    {
        var points = Points(99_999);
        var (band, trend) = ((Band)Course.Of(points, isNoisy: true, "x", color: 0).First(), (Line)Course.Of(points, isNoisy: true, "x", color: 0).Last());
        Assert.Equal((-70, 90), (band.Points.Min(point => point.Low), band.Points.Max(point => point.High)));
        Assert.All(band.Points.Zip(band.Points.Skip(1)), pair => Assert.True(pair.First.X < pair.Second.X));
        Assert.Equal(points.Average(point => point.Y), trend.Points.Average(point => point.Y), 1e-4);
        Assert.Equal(points.Average(point => point.X), trend.Points.Average(point => point.X), 1.0);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(123_457)]
    public void A_thinned_line_has_the_ends_and_extremes_of_the_whole_in_order(int count)
    {
        var points = Points(count).Select(point => (point.X, point.Y)).ToImmutableArray();
        var thinned = Course.Thinned(points);
        Assert.InRange(thinned.Length, Math.Min(count, 200), 1000);
        Assert.Equal((points[0], points[^1]), (thinned[0], thinned[^1]));
        Assert.Equal((-70, 90), (thinned.Min(point => point.Y), thinned.Max(point => point.Y)));
        Assert.Equal(thinned.OrderBy(point => point.X), thinned);
        Assert.Subset(points.ToHashSet(), thinned.ToHashSet());
    }

    private static string Describe(Mark mark) => mark switch
    {
        Line line => $"{(line.IsFaint ? "faint " : "")}line {line.Points.Length}",
        Band band => $"band {band.Points.Length}",
        Dots dots => $"dots {dots.Points.Length}",
        _ => mark.Kind,
    };
}
