using System.Collections.Immutable;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>The control: independent batches follow another flow.</summary>
internal sealed class WithReplacementControl : Claim
{
    public override string Id => "with-replacement";

    public override string Statement => "Batches drawn with replacement follow C + (ε/4)‖∇C‖² on the mean over an epoch, without the batches' term; on quadratics their mean is that of descent by the whole gradient exactly.";

    public override string Place => "Section 2, as a control";

    public override ImmutableArray<ClaimParameter> Parameters => TanhEpoch.Parameters;

    public override ClaimOutcome Run(ClaimContext context)
    {
        var problem = TanhEpoch.Problem(context);
        var batches = TanhEpoch.Pairs(problem);
        var losses = problem.InBatches(batches);
        var rates = ErrorCurve.Halved(context["rate"], context.Count("halvings"));
        var means = rates.ToDictionary(rate => rate, rate => TanhEpoch.Run(problem, batches, Orders.WithReplacement(batches.Length), rate).Mean);
        ErrorCurve From(string name, Func<double, ModifiedLoss> terms) =>
            ErrorCurve.Of(name, rates, rate => ErrorCurve.Distance(means[rate], problem.Flow(losses, terms(rate), batches.Length * rate)));
        return new ClaimOutcome(
        [
            From("whole gradient", ModifiedLoss.OfDescent).HasOrder(3, "mean from the flow with the whole gradient's term"),
            From("batches", rate => ModifiedLoss.OfShuffledBatches(rate)).HasOrder(2, "mean from the flow with the batches' term"),
            From("gradient flow", _ => ModifiedLoss.None).HasOrder(2, "mean from gradient flow"),
            Check.AtMost("quadratics: distance from descent by the whole gradient", OnQuadratics(context), 1e-12, BandSource.ClosedForm),
        ]);
    }

    private static double OnQuadratics(ClaimContext context)
    {
        var problem = new QuadraticBatches(context.Count("batches"), context.Count("dimension"), context.Seed);
        var rate = context["rate"];
        var mean = problem.MeanEpoch(Orders.WithReplacement(problem.Count), rate).Of(problem.Start);
        return ErrorCurve.Distance(mean, problem.Descent(rate).Times(problem.Count).Of(problem.Start));
    }
}
