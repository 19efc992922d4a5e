using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>The figures of a run's report.</summary>
internal static class RunFigures
{
    private const int Bins = 60;

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

    /// <summary>The extreme eigenvalues against the limit of stability.</summary>
    public static Figure Spectrum(InspectionRecord inspection)
    {
        var top = inspection.Hessian.TopEigenvalues;
        var marks = ImmutableArray.CreateBuilder<Mark>();
        marks.Add(new Stems(Ranked(top)) { Label = "Hessian" });
        marks.Add(new Dots([.. inspection.GaussNewton.TopEigenvalues.Select((eigenvalue, i) => (i + 1.0, eigenvalue.Value, 0.0))]) { Label = "Gauss-Newton", Color = 2 });

        // A limit far above the data would press them flat; the text says where it is.
        var height = top.Length > 0 ? Math.Abs(top[0].Value) : 0;
        var note = "";
        if (inspection.Sharpness.Limit is { } limit)
        {
            var name = $"{Answer.Symbol(inspection.Assumptions)} = {Numbers.Short(limit)}";
            if (limit < 6 * height) marks.Add(new Rule(limit, name) { Color = 1 });
            else note = $" ({name} lies above)";
        }

        return new Figure
        {
            Description = "The largest eigenvalues of the Hessian and the Gauss-Newton matrix against the limit of stability, and the smallest of the Hessian.",
            Columns = 2,
            Panels =
            [
                new Panel { Title = "Largest eigenvalues" + note, X = new Axis("rank from above", IsWhole: true), Y = new Axis("eigenvalue"), Marks = marks.ToImmutable() },
                new Panel
                {
                    Title = "Smallest eigenvalues",
                    X = new Axis("rank from below", IsWhole: true),
                    Y = new Axis("eigenvalue"),
                    Marks = [new Stems(Ranked(inspection.Hessian.BottomEigenvalues)) { Label = "Hessian" }],
                },
            ],
        };
    }

    private static ImmutableArray<(double X, double Y)> Ranked(ImmutableArray<Eigenvalue> eigenvalues) =>
        [.. eigenvalues.Select((eigenvalue, i) => (i + 1.0, eigenvalue.Value))];

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
