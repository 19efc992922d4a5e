using Basin.Analysis.Stability;

namespace Basin.Experiments.Reports;

/// <summary>The rows of the stability of SGD.</summary>
internal static class StabilityRows
{
    public static IEnumerable<TableRow> Of(StabilityReport stability)
    {
        var group = $"Stability at B = {Numbers.Count(stability.Batch)}{(stability.Momentum > 0 ? $", β = {Numbers.Short(stability.Momentum)}" : "")}";
        var critical = stability.CriticalLearningRate;
        if (stability.LearningRate is { } rate) yield return new(group, $"verdict for η = {Numbers.Short(rate)}", Word(stability.Verdict), "in mean square, on the network linearised here");
        yield return new(group, "largest stable η", Range(critical), critical.Kind == CriticalLearningRateKind.Exact ? "exact" : "enclosed by bounds");
        foreach (var bound in critical.Bounds)
            yield return new(group, $"  {Name(bound.Kind)}", Numbers.WithError(bound.LearningRate), bound.IsSufficient ? "stable below" : bound.Proven ? "unstable above" : "unstable above, if the alignment holds elsewhere too");
        if (stability.GrowthPerStep is { } growth) yield return new(group, "mean square a step", $"times {growth.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)}");
        if (stability.DoublingSteps is { } steps) yield return new(group, "steps until it doubles", Numbers.Short(steps));
        var exact = stability.ByBatch.Length > 0 && stability.ByBatch[0].Kind == CriticalLearningRateKind.Exact;
        foreach (var part in stability.ByBatch.Chunk(4))
            yield return new(group, $"{(exact ? "" : "at most, ")}by batch", string.Join(" · ", part.Select(limit => $"{Numbers.Count(limit.Batch)}: {Numbers.Short(limit.CriticalLearningRate)}")));
    }

    /// <summary>A verdict in a word.</summary>
    public static string Word(StabilityVerdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>A critical learning rate: the number where it is exact, else what encloses it.</summary>
    public static string Range(CriticalLearningRate critical) => critical.Kind == CriticalLearningRateKind.Exact
        ? Numbers.Short(critical.Value)
        : $"{Numbers.Short(critical.Lower)} to {Numbers.Short(critical.Upper)}";

    private static string Name(StabilityBoundKind kind) => kind switch
    {
        StabilityBoundKind.FullBatch => "full batch",
        StabilityBoundKind.TopDirection => "top eigenvector (Mulayoff, Michaeli)",
        StabilityBoundKind.Trace => "trace (Mulayoff, Michaeli)",
        StabilityBoundKind.Alignment => "alignment √(B/μ)/‖G‖_F (Wu)",
        _ => "sharpest example",
    };
}
