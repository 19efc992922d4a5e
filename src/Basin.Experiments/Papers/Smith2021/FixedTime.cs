using System.Collections.Immutable;
using Basin.Experiments.Figures;
using Basin.Training.Flows;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Batches drawn anew each epoch: the mean path over fixed time follows the expected modified loss.</summary>
internal sealed class FixedTime : Claim
{
    private const int Halvings = 3;

    public override string Id => "fixed-time";

    public override string Statement => "With batches drawn anew each epoch the mean path over fixed time stays within ε² of the flow with the whole gradient's term and Γ's, within ε of it without Γ, and single runs deviate by ε^(3/2).";

    public override string Place => "Section 2, random composition of batches";

    public override ImmutableArray<ClaimParameter> Parameters => TanhRuns.Parameters(100_000, 40_000);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var problem = new TanhRegression(context.Count("examples"), context.Count("dimension"), context.Seed);
        var losses = problem.AsExamples;
        var rates = ErrorCurve.Halved(context["rate"], Halvings);
        var (batches, epochs) = (problem.Examples / context.Count("batch"), context.Count("epochs"));
        var time = rates[0] * epochs * batches;
        TanhRuns[] runs = [.. rates.Select((rate, k) => TanhRuns.Run(context, problem, rate, 0, epochs << k))];
        ErrorCurve From(string name, Func<double, ModifiedLoss> terms) =>
            new(name, rates, [.. rates.Select((rate, k) => ErrorCurve.Distance(runs[k].Mean, problem.Flow(losses, terms(rate), time)))]);
        var plain = From("gradient flow", _ => ModifiedLoss.None);
        var whole = From("whole gradient", ModifiedLoss.OfDescent);
        var full = From("both terms", rate => ModifiedLoss.OfShuffledExamples(rate, problem.Examples, context.Count("batch")));
        var deviation = new ErrorCurve("single runs", rates, [.. runs.Select(run => run.Deviation)]);
        var worst = rates.Select((_, k) => runs[k].StandardError / full.Errors[k]).Max();
        return new ClaimOutcome(
        [
            Check.Between("power of ε: mean from the flow with both terms", Slope(full, runs), 1.85, 2.15, BandSource.Paper),
            Check.Between("power of ε: mean from gradient flow", Slope(plain, runs), 0.9, 1.1, BandSource.Paper),
            Check.Between("power of ε: mean from the flow with the whole gradient's term alone", Slope(whole, runs), 0.9, 1.1, BandSource.Paper),
            Check.Between("power of ε: deviation of single runs from their mean", deviation.LastSlope, 1.4, 1.65, BandSource.Paper),
            Check.AtMost("largest standard error of a mean over its distance from the full flow", worst, 1 / 13.0, BandSource.Measurement),
        ])
        {
            Figures =
            [
                new NamedFigure("errors", new Figure
                {
                    Description = "Distance of the mean over many runs of SGD from three flows after fixed time, and deviation of single runs, against the learning rate.",
                    Panels = [ErrorCurve.Panel("Fixed time, batches drawn anew", plain, whole, full, deviation)],
                }),
            ],
        };
    }

    // At the two smallest rates, where higher orders matter least.
    private static Measurement Slope(ErrorCurve curve, TanhRuns[] runs)
    {
        var (before, last) = (runs[^2].StandardError / curve.Errors[^2], runs[^1].StandardError / curve.Errors[^1]);
        return new Measurement(curve.LastSlope, Math.Sqrt((before * before) + (last * last)) / Math.Log(2));
    }
}
