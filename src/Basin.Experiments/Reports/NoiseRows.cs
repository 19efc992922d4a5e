using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;

namespace Basin.Experiments.Reports;

/// <summary>The rows of the gradient noise.</summary>
internal static class NoiseRows
{
    private const string Group = "Gradient noise";

    public static IEnumerable<TableRow> Of(GradientNoise noise)
    {
        if (noise.Trace is not { } trace)
        {
            yield return new(Group, "trace of the covariance", "none", "batch norm mixes the examples: freeze its statistics by inspecting with --batch-norm frozen");
            yield break;
        }

        yield return new(Group, "trace of the covariance", Numbers.WithError(trace), trace.StandardError > 0 ? "from gradients of single examples" : "exact");
        if (noise.TopEigenvalues.Length > 0) yield return new(Group, "largest eigenvalues", InspectionTable.List(noise.TopEigenvalues), InspectionTable.Residuals(noise.TopEigenvalues));
        if (noise.FrobeniusNorm is { } norm) yield return new(Group, "Frobenius norm", Numbers.WithError(norm), InspectionTable.Price(norm));
        if (noise.Scale is { } scale) yield return new(Group, "noise scale tr Σ/‖∇L‖²", Numbers.WithError(scale), "examples: a batch with as much noise as gradient");
        if (noise.CriticalBatch is { } critical) yield return new(Group, "critical batch tr ΣG/(∇LᵀG∇L)", Numbers.WithError(critical), "examples: larger batches gain little a step");
        if (noise.Norms is { } norms)
            yield return new(Group, "norms of single gradients", $"{Numbers.Short(norms.Percent5)}  {Numbers.Short(norms.Median)}  {Numbers.Short(norms.Percent95)}  {Numbers.Short(norms.Max)}", "5 %, median, 95 %, largest");
        if (noise.Directions.Length > 0)
            yield return new(Group, "along the sharpest directions", string.Join("  ", noise.Directions.Select(along => Numbers.Short(along.Noise.Value))), $"{Numbers.Percent(noise.Directions.Sum(along => along.Noise.Value) / trace.Value)} of the trace; a push each");
        if (noise.Alignment is not { } alignment) yield break;
        yield return new(Group, "alignment μ with the curvature", Numbers.WithError(alignment.Value), $"noise of the same trace without direction: {Numbers.Short(alignment.IsotropicControl.Value)}");
        yield return new(Group, "  its cosine", Numbers.WithError(alignment.Cosine), "1 when Σ and G have one shape");
        yield return new(Group, "  its magnitude", Numbers.WithError(alignment.Magnitude), "‖Σ‖_F/(2L‖G‖_F)");
    }
}
