using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>The figures of a run's report.</summary>
internal static class RunFigures
{
    private const int Bins = 60;

    /// <summary>Every figure that the run has the numbers for, in the order of the report.</summary>
    public static IEnumerable<ReportFigure> Of(RunRecord record, RunSummary summary, IReadOnlyList<MetricsLine> metrics)
    {
        var stepsPerEpoch = StepsPerEpoch(record, summary);
        return
        [
            .. Known("rounds", "Rounds", RoundFigures.Curves(summary.Rounds ?? [])),
            .. Known("training", "Training", Curves(metrics, stepsPerEpoch)),
            .. summary.Inspection is { } inspection ? Of(inspection, metrics, stepsPerEpoch) : [],
        ];
    }

    /// <summary>Steps counted as one epoch.</summary>
    public static int StepsPerEpoch(RunRecord record, RunSummary summary)
    {
        var examples = record.Data.First(file => file.Role == "train").Examples;
        return (examples + summary.Settings.Batch - 1) / summary.Settings.Batch;
    }

    /// <summary>Loss and, where there are classes, accuracy along training; null when nothing was recorded.</summary>
    public static Figure? Curves(IReadOnlyList<MetricsLine> metrics, int stepsPerEpoch)
    {
        var steps = metrics.Where(line => line.Loss is not null).ToArray();
        var evaluations = metrics.Where(line => line.Epoch is not null).ToArray();
        if (steps.Length == 0) return FlowFigures.Curves(metrics);
        double EpochOf(long step) => (double)step / stepsPerEpoch;
        var batch = Points(steps.Select(line => (EpochOf(line.Step), line.Loss)));
        var train = Points(evaluations.Select(line => (line.Epoch!.Value, line.RunningLoss)));
        var test = Points(evaluations.Select(line => (line.Epoch!.Value, line.Test?.Loss)));
        var losses = batch.Concat(test).Select(point => point.Y).Where(y => y > 0).DefaultIfEmpty(1).ToArray();
        var x = new Axis("epoch", Minimum: 0);
        var panels = ImmutableArray.CreateBuilder<Panel>();
        panels.Add(new Panel
        {
            Title = "Loss",
            X = x,
            Y = new Axis("mean over examples", IsLog: losses.Max() > 20 * losses.Min()),
            Marks = [new Line(batch, IsFaint: true) { Label = "batch" }, new Line(train) { Label = "train, running" }, .. Known(new Line(test) { Label = "test", Color = 1 })],
        });
        var accuracy = Points(evaluations.Select(line => (line.Epoch!.Value, line.Test?.Accuracy * 100)));
        if (accuracy.Length > 0)
            panels.Add(new Panel { Title = "Accuracy on held-out examples", X = x, Y = new Axis("% right"), Marks = [new Line(accuracy) { Color = 1 }] });
        var norms = Points(steps.Select(line => (EpochOf(line.Step), line.GradientNorm)));
        panels.Add(new Panel { Title = "Gradient norm of the batch", X = x, Y = new Axis("‖g‖", IsLog: true), Marks = [new Line(norms, IsFaint: norms.Length > Bins) { Color = 2 }, new Line(Binned(norms)) { Color = 2 }] });
        return new Figure { Description = "Loss, accuracy and gradient norm along training.", Panels = panels.ToImmutable(), Columns = 2 };
    }

    private static IEnumerable<ReportFigure> Of(InspectionRecord inspection, IReadOnlyList<MetricsLine> metrics, int stepsPerEpoch) =>
    [
        .. Known("sharpness", "Training", SharpnessFigure.Of(inspection, metrics, stepsPerEpoch)),
        .. Known("spectrum", "Where it landed", SpectrumFigure.Of(inspection)),
        .. Known("layers", "Where it landed", LayersFigure.Of(inspection)),
        .. Known("noise", "Noise against curvature", NoiseFigure.Of(inspection)),
        .. Known("stability", "What SGD does here", StabilityMap.Of(inspection)),
        .. Known("terms", "What SGD does here", TermsFigure.Of(inspection)),
    ];

    private static IEnumerable<ReportFigure> Known(string name, string section, Figure? figure) =>
        figure is null ? [] : [new ReportFigure(name, section, figure)];

    private static ImmutableArray<(double X, double Y)> Points(IEnumerable<(double X, double? Y)> points) =>
        [.. from point in points where point.Y is not null select (point.X, point.Y!.Value)];

    // The mean of each of a few stretches of equal length: the trend behind the noise of single batches.
    private static ImmutableArray<(double X, double Y)> Binned(ImmutableArray<(double X, double Y)> points)
    {
        if (points.Length <= Bins) return points;
        var binned = points.Select((point, i) => (point, Bin: (long)i * Bins / points.Length)).GroupBy(item => item.Bin, item => item.point);
        return [.. binned.Select(bin => (bin.Average(point => point.X), bin.Average(point => point.Y)))];
    }

    private static IEnumerable<Mark> Known(Line line) => line.Points.Length > 0 ? [line] : [];
}
