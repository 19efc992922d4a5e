using Basin.Analysis.Stability;

namespace Basin.Analysis.Advice;

/// <summary>Advice from the verdict on stability.</summary>
internal static class StabilityRules
{
    // Curvature changes by tens of per cent within an epoch; nearer than this the verdict may not last one.
    private const double Near = 0.8;

    // Farther than this a higher rate costs no more than a few steps to try.
    private const double Far = 0.2;

    public static AdviceRule[] All { get; } =
    [
        new("unstable", inputs => inputs.Stability is { Verdict: StabilityVerdict.Unstable, LearningRate: { } rate } report
            ? $"SGD cannot stay here at η = {rate:g3}{Doubling(report)}: to keep this point, lower η below {Limit(report):g3}{OrBatch(report, rate)}."
            : null),
        new("undecided", inputs => inputs.Stability is { Verdict: StabilityVerdict.Undecided, WhatWouldSettleIt: { } sentence }
            ? $"Whether SGD can stay here is undecided. {sentence}"
            : null),
        new("near the limit", inputs => inputs.Stability is { Verdict: StabilityVerdict.Stable, LearningRate: { } rate } report && rate > Near * Limit(report)
            ? $"η = {rate:g3} is {rate / Limit(report):p0} of the learning rate {Limit(report):g3} at which SGD leaves: a curvature higher by {(Limit(report) / rate) - 1:p0} ends it."
            : null),
        new("room above", inputs => inputs.Stability is { Verdict: StabilityVerdict.Stable, LearningRate: { } rate } report && rate < Far * Safe(report)
            ? $"η could be {Safe(report) / rate:g2} times as large, {Safe(report):g3}, and SGD would still stay here: a larger one looks for flatter ground."
            : null),
    ];

    private static double Limit(StabilityReport report) => Math.Min(report.CriticalLearningRate.Value, report.FullBatchLimit);

    // Below this the numbers show stability; a necessary bound alone does not.
    private static double Safe(StabilityReport report) => Math.Min(report.CriticalLearningRate.Lower, report.FullBatchLimit);

    private static string Doubling(StabilityReport report) =>
        report.DoublingSteps is { } steps ? $", where the mean square distance doubles every {Math.Max(1, Math.Round(steps)):g3} steps" : "";

    private static string OrBatch(StabilityReport report, double rate)
    {
        // No batch helps past the full-batch limit, and bounds do not show that a batch is enough.
        if (rate >= report.FullBatchLimit) return "";
        foreach (var limit in report.ByBatch)
        {
            if (limit.Batch > report.Batch && limit.CriticalLearningRate > rate)
                return limit.Kind == CriticalLearningRateKind.Exact ? $", or raise the batch to {limit.Batch}" : "";
        }

        return "";
    }
}
