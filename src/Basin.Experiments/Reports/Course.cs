using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>A number along training as marks, and no more of them than a panel can show: figures stay small however long the run.</summary>
internal static class Course
{
    // Points that can be told apart when each has an error bar, and when they are joined by a line.
    private const int MostDots = 60;
    private const int MostPoints = 1000;

    // Two pixels of a panel's width, and the trend behind the noise of single batches.
    private const int Stretches = 200;
    private const int TrendStretches = 60;

    /// <summary>Values with their errors: dots with error bars while they are few, then a line in the band of its error; noisy ones and very many as the mean of stretches between their lowest and highest.</summary>
    /// <param name="points">In order; an error of 0 is none.</param>
    /// <param name="isNoisy">Whether single values scatter, as those of single batches do, so that means say more.</param>
    /// <param name="label">What the legend calls it; null to leave it out.</param>
    /// <param name="color">Of the palette.</param>
    public static IEnumerable<Mark> Of(ImmutableArray<(double X, double Y, double Error)> points, bool isNoisy, string? label, int color)
    {
        var line = points.Select(point => (point.X, point.Y)).ToImmutableArray();
        if (points.Length <= MostDots) return [new Line(line) { Label = label, Color = color }, new Dots(points) { Label = label, Color = color }];
        if (isNoisy || points.Length > MostPoints) return [Range(line, label, color), new Line(Trend(line)) { Label = label, Color = color }];
        return
        [
            new Band([.. points.Select(point => (point.X, point.Y - point.Error, point.Y + point.Error))]) { Label = label, Color = color },
            new Line(line) { Label = label, Color = color },
        ];
    }

    /// <summary>The same among the courses of other runs, without the backgrounds, which would hide one another.</summary>
    public static IEnumerable<Mark> Among(ImmutableArray<(double X, double Y, double Error)> points, bool isNoisy, string label, int color) =>
        Of(points, isNoisy, label, color).Where(mark => mark is not (Band or Line { IsFaint: true }));

    /// <summary>Where the values lie, as the background of another mark: a faint line, or from the lowest to the highest of each stretch.</summary>
    public static Mark Range(ImmutableArray<(double X, double Y)> points, string? label, int color) => points.Length <= MostPoints
        ? new Line(points, IsFaint: true) { Label = label, Color = color }
        : new Band([.. Cut(points, Stretches).Select(stretch => (stretch.Average(point => point.X), stretch.Min(point => point.Y), stretch.Max(point => point.Y)))]) { Label = label, Color = color };

    /// <summary>The mean of each of a few stretches of equal length.</summary>
    public static ImmutableArray<(double X, double Y)> Trend(ImmutableArray<(double X, double Y)> points) => points.Length <= TrendStretches
        ? points
        : [.. Cut(points, TrendStretches).Select(stretch => (stretch.Average(point => point.X), stretch.Average(point => point.Y)))];

    /// <summary>A line that looks the same: of each stretch the first, lowest, highest and last point.</summary>
    public static ImmutableArray<(double X, double Y)> Thinned(ImmutableArray<(double X, double Y)> points) => points.Length <= MostPoints
        ? points
        : [.. Cut(points, Stretches).SelectMany(stretch => new[] { stretch[0], stretch.MinBy(point => point.Y), stretch.MaxBy(point => point.Y), stretch[^1] }.Distinct().OrderBy(point => point.X))];

    private static IEnumerable<(double X, double Y)[]> Cut(ImmutableArray<(double X, double Y)> points, int stretches)
    {
        for (var stretch = 0; stretch < stretches; stretch++)
            yield return points[(int)((long)stretch * points.Length / stretches)..(int)((stretch + 1L) * points.Length / stretches)].ToArray();
    }
}
