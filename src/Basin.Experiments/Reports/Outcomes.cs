using Basin.Analysis.Inspection;

namespace Basin.Experiments.Reports;

/// <summary>What several runs came to, a row a quantity and a column a run.</summary>
internal static class Outcomes
{
    /// <summary>The rows that at least one run has a number for; a dash where a run has none.</summary>
    public static IEnumerable<(string Name, IEnumerable<string> Values)> Rows(IReadOnlyList<FinishedRun> runs) =>
        from quantity in Quantities()
        let values = runs.Select(quantity.Of).ToArray()
        where values.Any(value => value is not null)
        select (quantity.Name, values.Select(value => value ?? "–"));

    private static IEnumerable<(string Name, Func<FinishedRun, string?> Of)> Quantities()
    {
        yield return ("outcome", run => run.Summary.Message);
        yield return ("test accuracy", run => run.Summary.Test?.Accuracy is { } accuracy ? Numbers.Percent(accuracy) : null);
        yield return ("test loss", run => run.Summary.Test is { } test ? Numbers.Short(test.Loss) : null);
        yield return ("train accuracy", run => run.Summary.Train?.Accuracy is { } accuracy ? Numbers.Percent(accuracy) : null);
        yield return ("train loss", run => run.Summary.Train is { } train ? Numbers.Short(train.Loss) : null);
        yield return Measured("gradient norm", at => Numbers.Short(at.GradientNorm));
        yield return Measured("sharpness", at => Numbers.WithError(at.Sharpness.Value, at.Hessian.TopEigenvalues is [var top, ..] ? top.Residual : 0));
        yield return Measured("its limit", at => at.Sharpness.Limit is { } limit ? Numbers.Short(limit) : null);
        yield return Measured("trace of the Hessian", at => Numbers.WithError(at.Hessian.Trace));
        yield return Measured("trace of the noise", at => at.Noise.Trace is { } trace ? Numbers.WithError(trace) : null);
        yield return Measured("noise scale", at => at.Noise.Scale is { } scale ? Numbers.WithError(scale) : null);
        yield return Measured("alignment μ", at => at.Noise.Alignment is { } alignment ? Numbers.WithError(alignment.Value) : null);
        yield return Measured("SGD", at => at.Stability is { } stability ? StabilityRows.Word(stability.Verdict) : null);
        yield return Measured("largest stable η", at => at.Stability is { } stability ? StabilityRows.Range(stability.CriticalLearningRate) : null);
        yield return ("steps", run => Numbers.Count(run.Summary.Steps));
        yield return ("training", run => Numbers.Seconds(run.Summary.Seconds));
        yield return Measured("inspection", at => $"{Numbers.Count(at.Cost.Products)} products, {Numbers.Seconds(at.Cost.Seconds)}");
    }

    private static (string Name, Func<FinishedRun, string?> Of) Measured(string name, Func<InspectionRecord, string?> of) =>
        (name, run => run.Summary.Inspection is { } inspection ? of(inspection) : null);
}
