using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>The same on a nonlinear problem.</summary>
internal sealed class Nonlinear : Claim
{
    public override string Id => "nonlinear";

    public override string Statement => "On a nonlinear loss too the mean over all orders of an epoch stays within ε³ of the modified flow; the whole gradient's term alone does not suffice; and single orders deviate by ε².";

    public override string Place => "Section 2, the main result";

    public override ImmutableArray<ClaimParameter> Parameters => TanhEpoch.Parameters;

    public override ClaimOutcome Run(ClaimContext context)
    {
        var problem = TanhEpoch.Problem(context);
        var batches = TanhEpoch.Pairs(problem);
        var losses = problem.InBatches(batches);
        var rates = ErrorCurve.Halved(context["rate"], context.Count("halvings"));
        var epochs = rates.ToDictionary(rate => rate, rate => TanhEpoch.Run(problem, batches, Orders.Of(batches.Length), rate));
        ErrorCurve From(string name, Func<double, ModifiedLoss> terms) =>
            ErrorCurve.Of(name, rates, rate => ErrorCurve.Distance(epochs[rate].Mean, problem.Flow(losses, terms(rate), batches.Length * rate)));
        var plain = From("gradient flow", _ => ModifiedLoss.None);
        var whole = From("whole gradient", ModifiedLoss.OfDescent);
        var modified = From("batches", rate => ModifiedLoss.OfShuffledBatches(rate));
        var deviation = ErrorCurve.Of("single orders", rates, rate => epochs[rate].Deviation);
        return new ClaimOutcome(
        [
            modified.HasOrder(3, "mean from the modified flow"),
            plain.HasOrder(2, "mean from gradient flow"),
            whole.HasOrder(2, "mean from the flow with the whole gradient's term alone"),
            deviation.HasOrder(2, "deviation of single orders from their mean"),
        ])
        {
            Figures =
            [
                new NamedFigure("errors", new Figure
                {
                    Description = "After one epoch on a small nonlinear problem: distance of the mean over all orders from three flows, and deviation of single orders, against the learning rate.",
                    Panels = [ErrorCurve.Panel("One epoch, nonlinear", plain, modified, whole, deviation)],
                }),
            ],
        };
    }
}
