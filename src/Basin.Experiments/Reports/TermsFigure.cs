using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>The terms of the loss that SGD follows on average, besides the loss itself.</summary>
internal static class TermsFigure
{
    /// <summary>The figure; null where the terms are not known.</summary>
    public static Figure? Of(InspectionRecord inspection)
    {
        if (inspection.Regularization is not { } regularization) return null;
        var terms = ImmutableArray.CreateBuilder<(string Name, Estimate Value)>();
        terms.Add(("gradient (η/4)‖∇L‖²", regularization.Shuffling.GradientTerm));
        if (regularization.Shuffling.NoiseTerm is { } noise) terms.Add(("noise (η/4B)·Γ", noise));
        if (regularization.LabelNoise?.Contribution is { } labels) terms.Add(("label noise λR", labels));
        return new Figure
        {
            Description = "The terms that SGD adds to the loss, in the loss's units.",
            Panels =
            [
                new Panel
                {
                    Title = $"Terms that SGD adds to the loss of {Numbers.Short(inspection.Loss)}",
                    X = new Axis("in the units of the loss"),
                    Y = new Axis("") { Names = [.. terms.Select(term => term.Name)] },
                    Marks = [new Bars([.. terms.Select((term, i) => (i + 1.0, term.Value.Value, term.Value.StandardError))], IsHorizontal: true)],
                },
            ],
        };
    }
}
