using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>The regulariser of a round decides how soon rounds are too many.</summary>
internal sealed class NetworkDecayClaim : Claim
{
    private static readonly double[] _decays = [0, 1, 2, 5];

    public override string Id => "network-decay";

    public override string Statement => "The more each round is regularised, the sooner test accuracy turns: with little weight decay it still rises after all rounds, with much it only falls.";

    public override string Place => "The experiments, and what the theory says of the strength of a round";

    public override ImmutableArray<ClaimParameter> Parameters => [.. NetworkRuns.Parameters.Where(parameter => parameter.Name != "decay")];

    public override SeedCount Seeds => new(16, 8);

    public override string Data => "digits";

    public override ClaimOutcome Run(ClaimContext context)
    {
        var curves = _decays.Select(decay => Mean(NetworkRuns.Of(context, decay).Run(context))).ToArray();
        var best = curves.Select(curve => Array.IndexOf(curve, curve.Max()) + 1).ToArray();
        return new ClaimOutcome(
        [
            Check.Holds("the best round of the mean comes no later with more weight decay, and sooner with the most than with the least", best.Zip(best.Skip(1)).All(pair => pair.First >= pair.Second) && best[0] > best[^1], BandSource.Measurement),
            Check.AtLeast("λ = 0: test accuracy gained from the first round to the last", curves[0][^1] - curves[0][0], 0, BandSource.Measurement),
            Check.AtLeast("λ = 1: test accuracy gained from the first round to the last", curves[1][^1] - curves[1][0], 0, BandSource.Measurement),
            Check.AtLeast("λ = 5: test accuracy lost from the best round to the last", curves[3].Max() - curves[3][^1], 0.05, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("test", Picture(curves))],
            Note = $"Best rounds of the mean at λ = {string.Join(", ", _decays)}: {string.Join(", ", best)}.",
        };
    }

    private static double[] Mean(KernelRun[] runs) => [.. Enumerable.Range(0, runs[0].Rounds).Select(t => runs.Average(run => run.Test[t]))];

    private static Figure Picture(double[][] curves) => new()
    {
        Description = "Test accuracy of networks by round of self-distillation, for several weight decays",
        Panels =
        [
            new Panel
            {
                Title = "Test accuracy by round, mean over seeds",
                X = new Axis("round", IsWhole: true),
                Y = new Axis("accuracy"),
                Marks = [.. curves.Select((curve, i) => new Line([.. curve.Select((accuracy, t) => (t + 1.0, accuracy))]) { Label = FormattableString.Invariant($"λ = {_decays[i]}"), Color = i })],
            },
        ],
    };
}
