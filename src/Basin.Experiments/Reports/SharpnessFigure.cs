using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>The limit of the sharpness along training, which moves with the learning rate, and the sharpness where it was measured.</summary>
internal static class SharpnessFigure
{
    /// <summary>The figure; null where no learning rate is judged or nothing was recorded.</summary>
    public static Figure? Of(InspectionRecord inspection, IReadOnlyList<MetricsLine> metrics, int stepsPerEpoch)
    {
        var assumed = inspection.Assumptions;
        var limits = metrics.Where(line => line.LearningRate is > 0)
            .Select(line => (X: (double)line.Step / stepsPerEpoch, Y: Sharpness.LimitOf(line.LearningRate!.Value, assumed.Momentum, assumed.Nesterov))).ToImmutableArray();
        if (assumed.LearningRate is null || limits.IsEmpty) return null;
        var error = inspection.Hessian.TopEigenvalues is [var top, ..] ? top.Residual : 0;
        var end = metrics.Max(line => line.Step) / (double)stepsPerEpoch;
        return new Figure
        {
            Description = $"{Answer.Symbol(assumed)} along training, above which full-batch descent is unstable, and the sharpness where training ended.",
            Panels =
            [
                new Panel
                {
                    Title = $"Sharpness against {Answer.Symbol(assumed)}",
                    X = new Axis("epoch", Minimum: 0),
                    Y = new Axis("largest eigenvalue", IsLog: true),
                    Marks =
                    [
                        new Line(Corners(limits)) { Label = Answer.Symbol(assumed), Color = 1 },
                        new Dots([(end, inspection.Sharpness.Value, error)]) { Label = $"sharpness at the end, {Numbers.WithError(inspection.Sharpness.Value, error)}" },
                    ],
                },
            ],
        };
    }

    // A learning rate mostly stays, and a stretch of equal numbers is a line between its ends.
    private static ImmutableArray<(double X, double Y)> Corners(ImmutableArray<(double X, double Y)> points) =>
        [.. points.Where((point, i) => i == 0 || i == points.Length - 1 || points[i - 1].Y != point.Y || points[i + 1].Y != point.Y)];
}
