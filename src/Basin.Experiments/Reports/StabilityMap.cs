using Basin.Analysis.Inspection;
using Basin.Analysis.Stability;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>Which learning rates are stable at which batch size, at the point where training landed, and where the run is.</summary>
internal static class StabilityMap
{
    /// <summary>The figure; null where stability was not analysed.</summary>
    public static Figure? Of(InspectionRecord inspection)
    {
        if (inspection.Stability is not { ByBatch: [_, ..] limits, LearningRate: { } rate } stability) return null;
        var isExact = limits[0].Kind == CriticalLearningRateKind.Exact;
        double[] rates = [.. limits.Select(limit => limit.CriticalLearningRate), rate];
        var (low, high) = (rates.Min() / 3, rates.Max() * 3);
        var (first, last) = (limits[0].Batch, limits[^1].Batch);
        return new Figure
        {
            Description = "The largest stable learning rate against the batch size, in mean square on the network linearised here, and the settings of the run.",
            Panels =
            [
                new Panel
                {
                    Title = $"Stability here, by batch size ({StabilityRows.Word(stability.Verdict)} as run)",
                    X = new Axis("batch B", IsLog: true),
                    Y = new Axis("learning rate η", IsLog: true, Minimum: low, Maximum: high),
                    Marks =
                    [
                        new Band([.. limits.Select(limit => ((double)limit.Batch, low, limit.CriticalLearningRate))]) { Label = isExact ? "stable" : "not excluded", Color = 2 },
                        new Line([.. limits.Select(limit => ((double)limit.Batch, limit.CriticalLearningRate))]) { Label = isExact ? "largest stable η" : "unstable above", Color = 2 },
                        new Line([(first, rate * first / stability.Batch), (last, rate * last / stability.Batch)], IsFaint: true) { Label = "the run's η/B", Color = -1 },
                        new Rule(stability.FullBatchLimit, "full batch") { Color = -1 },
                        new Dots([(stability.Batch, rate, 0)]) { Color = 1 },
                        new Note(stability.Batch, rate, "this run") { Color = 1 },
                    ],
                },
            ],
        };
    }
}
