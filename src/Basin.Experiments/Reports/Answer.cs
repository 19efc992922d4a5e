using System.Globalization;
using Basin.Analysis.Inspection;
using Basin.Analysis.Stability;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>The answer of an inspection in a sentence or two, for people who read no further.</summary>
public static class Answer
{
    /// <summary>Says how sharp it is, against what, and what follows.</summary>
    public static string Of(InspectionRecord inspection)
    {
        var (value, limit) = inspection.Sharpness;
        var error = inspection.Hessian.TopEigenvalues.Length > 0 ? inspection.Hessian.TopEigenvalues[0].Residual : 0;
        var sharpness = $"The sharpness here is {Numbers.WithError(value, error)}";
        if (limit is not { } bound) return $"{sharpness}: full-batch descent can stay here at learning rates up to {Numbers.Short(2 / value)}.";
        var against = $"{Numbers.Short(value / bound)} times the limit {Symbol(inspection.Assumptions)} = {Numbers.Short(bound)}";
        var descent = inspection.Assumptions.LearningRate is { } rate ? $"full-batch descent at η = {Numbers.Short(rate)}" : "full-batch descent";
        return inspection.Sharpness.Judge(error) switch
        {
            StabilityVerdict.Stable => $"{sharpness}, {against}: {descent} can stay here.",
            StabilityVerdict.Unstable => $"{sharpness}, {against}: {descent} cannot stay here, and will move to where it is flatter.",
            _ => $"{sharpness}, {against}: undecided, because the error reaches across the limit. A closer eigenvalue would settle it.",
        };
    }

    /// <summary>Says whether SGD at its batch size can stay; null where it was not analysed, or no learning rate is known.</summary>
    public static string? OfSgd(InspectionRecord inspection)
    {
        if (inspection.Stability is not { LearningRate: { } rate } stability) return null;
        var critical = stability.CriticalLearningRate;
        var limit = critical.Kind == CriticalLearningRateKind.Exact
            ? $"the largest stable η is {Numbers.Short(critical.Value)}"
            : $"the largest stable η lies between {Numbers.Short(critical.Lower)} and {Numbers.Short(critical.Upper)}";
        var sgd = $"SGD at η = {Numbers.Short(rate)}, B = {Numbers.Count(stability.Batch)}";
        return stability.Verdict switch
        {
            StabilityVerdict.Stable => $"{sgd} is stable here: {limit}.",
            StabilityVerdict.Unstable => $"{sgd} is unstable here: {limit}.{(stability.DoublingSteps is { } steps ? $" Its distance doubles in mean square every {Numbers.Short(steps)} steps." : "")}",
            _ => $"Whether {sgd} is stable here is undecided: {limit}.",
        };
    }

    /// <summary>Says that the run ended at another learning rate than the one that is judged; null where it did not.</summary>
    public static string? OfAnnealing(RunSummary summary)
    {
        const double Negligible = 1e-6;
        if (summary is not { FinalLearningRate: > 0 and var last, Inspection.Assumptions: { LearningRate: { } judged } assumed }) return null;
        if (Math.Abs(last - judged) <= Negligible * judged) return null;
        var limit = Sharpness.LimitOf(last, assumed.Momentum, assumed.Nesterov);
        return $"This is judged at the η = {Numbers.Short(judged)} of the settings. The last step had η = {Numbers.Short(last)}, whose limit is {Symbol(assumed)} = {Numbers.Short(limit)}: "
            + string.Create(CultureInfo.InvariantCulture, $"'basin inspect {summary.Run} --lr {last:g4}' judges at that rate.");
    }

    /// <summary>The limit of the sharpness as a formula.</summary>
    public static string Symbol(InspectionAssumptions assumptions) => Symbol(assumptions.Momentum, assumptions.Nesterov);

    /// <summary>The same for settings.</summary>
    public static string Symbol(double momentum, bool nesterov) => (momentum > 0, nesterov) switch
    {
        (false, _) => "2/η",
        (true, false) => "2(1+β)/η",
        (true, true) => "2(1+β)/(η(1+2β))",
    };
}
