using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>How much of the noise and of the curvature lies along each of the sharpest directions.</summary>
internal static class NoiseFigure
{
    /// <summary>The figure; null where the noise along directions is not known.</summary>
    public static Figure? Of(InspectionRecord inspection)
    {
        var (noise, curvature) = (inspection.Noise, inspection.GaussNewton.Trace);
        if (noise is not { Directions: [_, ..] directions, Trace: { Value: > 0 } trace } || !(curvature.Value > 0)) return null;
        return new Figure
        {
            Description = "The share of the gradient noise and of the curvature along each of the largest eigenvectors of the Gauss-Newton matrix, and the noise against the curvature.",
            Columns = 2,
            Panels = [Shares(directions, trace, curvature), Against(directions, inspection)],
        };
    }

    private static Panel Shares(ImmutableArray<NoiseDirection> directions, Estimate noise, Estimate curvature)
    {
        const double Half = 0.19;
        return new Panel
        {
            Title = "Shares along the sharpest directions",
            X = new Axis("eigenvector of the Gauss-Newton matrix, the largest first") { Names = [.. directions.Select((_, i) => $"v{i + 1}")] },
            Y = new Axis("% of the trace"),
            Marks =
            [
                new Bars([.. directions.Select((along, i) => Share(i + 1 - Half, along.Curvature.Value, along.Curvature.Residual, curvature))]) { Label = "curvature λᵢ/tr G", Width = 2 * Half },
                new Bars([.. directions.Select((along, i) => Share(i + 1 + Half, along.Noise.Value, along.Noise.StandardError, noise))]) { Label = "noise vᵢᵀΣvᵢ/tr Σ", Width = 2 * Half, Color = 1 },
            ],
        };
    }

    private static Panel Against(ImmutableArray<NoiseDirection> directions, InspectionRecord inspection)
    {
        var positive = directions.Where(along => along.Curvature.Value > 0).Select(along => along.Curvature.Value).DefaultIfEmpty(1).ToArray();
        double Aligned(double curvature) => 2 * inspection.Loss * curvature;
        var isotropic = inspection.Noise.Trace!.Value.Value / inspection.Parameters;
        return new Panel
        {
            Title = "Noise against curvature",
            X = new Axis("curvature λᵢ", IsLog: true),
            Y = new Axis("noise vᵢᵀΣvᵢ", IsLog: true),
            Marks =
            [
                new Line([(positive.Min(), Aligned(positive.Min())), (positive.Max(), Aligned(positive.Max()))]) { Label = "Σ = 2L·G", Color = -1 },
                new Rule(isotropic, "without direction, tr Σ/p") { Color = -1 },
                new Dots([.. directions.Select(along => (along.Curvature.Value, along.Noise.Value, along.Noise.StandardError))]) { Label = "measured", Color = 1 },
            ],
        };
    }

    // Independent relative errors add in squares.
    private static (double At, double Value, double Error) Share(double at, double part, double error, Estimate whole)
    {
        var share = 100 * part / whole.Value;
        return (at, share, Math.Sqrt(Math.Pow(100 * error / whole.Value, 2) + Math.Pow(share * whole.StandardError / whole.Value, 2)));
    }
}
