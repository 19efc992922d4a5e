using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>The figures of a run's report.</summary>
internal static class RunFigures
{
    /// <summary>Every figure that the run has the numbers for, in the order of the report.</summary>
    public static IEnumerable<ReportFigure> Of(RunRecord record, RunSummary summary, IReadOnlyList<MetricsLine> metrics)
    {
        var stepsPerEpoch = StepsPerEpoch(record, summary);
        return
        [
            .. Known("rounds", "Rounds", RoundFigures.Curves(summary.Rounds ?? [])),
            .. Known("training", "Training", Curves(metrics, stepsPerEpoch)),
            .. Known("sharpness", "Training", SharpnessFigure.Of(summary.Settings, summary.Inspection, metrics, stepsPerEpoch)),
            .. summary.Inspection is { } inspection ? Of(inspection) : [],
            .. Known("instruments", "Along training", InstrumentsFigure.Of(metrics, stepsPerEpoch, summary.Along)),
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
        var train = Thin(evaluations.Select(line => (line.Epoch!.Value, line.RunningLoss)));
        var test = Thin(evaluations.Select(line => (line.Epoch!.Value, line.Test?.Loss)));
        var losses = batch.Concat(test).Select(point => point.Y).Where(y => y > 0).DefaultIfEmpty(1).ToArray();
        var x = new Axis("epoch", Minimum: 0);
        var panels = ImmutableArray.CreateBuilder<Panel>();
        panels.Add(new Panel
        {
            Title = "Loss",
            X = x,
            Y = new Axis("mean over examples", IsLog: losses.Max() > 20 * losses.Min()),
            Marks = [Course.Range(batch, "batch", color: 0), new Line(train) { Label = "train, running" }, .. Known(new Line(test) { Label = "test", Color = 1 })],
        });
        var accuracy = Thin(evaluations.Select(line => (line.Epoch!.Value, line.Test?.Accuracy * 100)));
        if (accuracy.Length > 0)
            panels.Add(new Panel { Title = "Accuracy on held-out examples", X = x, Y = new Axis("% right"), Marks = [new Line(accuracy) { Color = 1 }] });
        var norms = Points(steps.Select(line => (EpochOf(line.Step), line.GradientNorm)));
        panels.Add(new Panel { Title = "Gradient norm of the batch", X = x, Y = new Axis("‖g‖", IsLog: true), Marks = [Course.Range(norms, label: null, color: 2), new Line(Course.Trend(norms)) { Color = 2 }] });
        return new Figure { Description = "Loss, accuracy and gradient norm along training.", Panels = panels.ToImmutable(), Columns = 2 };
    }

    private static IEnumerable<ReportFigure> Of(InspectionRecord inspection) =>
    [
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

    private static ImmutableArray<(double X, double Y)> Thin(IEnumerable<(double X, double? Y)> points) => Course.Thinned(Points(points));

    private static IEnumerable<Mark> Known(Line line) => line.Points.Length > 0 ? [line] : [];
}
