using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>What the tolerance decides.</summary>
internal sealed class ToleranceClaim : Claim
{
    // Bands of the rounds are three standard errors of a hundred seeds to either side.
    private static readonly double[] _factors = [0.01, 0.04, 0.18, 1];

    public override string Id => "tolerance";

    public override string Statement => "A smaller tolerance allows more rounds and a later best one; at a tolerance of the noise's own variance distillation does not help.";

    public override string Place => "The illustrative example, and the regime near interpolation";

    public override ImmutableArray<ClaimParameter> Parameters => [.. SineRuns.Parameters.Where(parameter => parameter.Name != "epsilon")];

    public override SeedCount Seeds => new(300, 100);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var variance = context["sigma"] * context["sigma"];
        var rows = _factors.Select(factor => new SineRuns(context.Count("points"), context["sigma"], factor * variance).Run(context)).ToArray();
        var rounds = rows.Select(row => Measurement.Mean([.. row.Select(run => (double)run.Rounds)])).ToArray();
        var best = rows.Select(row => Measurement.Mean([.. row.Where(run => run.Rounds > 0).Select(run => (double)run.Best)])).ToArray();
        return new ClaimOutcome(
        [
            Check.Holds("rounds and the best of them fall each time ε rises", Falls(rounds) && Falls(best), BandSource.Paper),
            Check.Between("rounds at ε = 0.01 σ²", rounds[0], 22.6, 25.2, BandSource.Measurement),
            Check.Between("rounds at ε = 0.04 σ²", rounds[1], 10.7, 12.1, BandSource.Measurement),
            Check.Between("rounds at ε = 0.18 σ²", rounds[2], 4.45, 5.15, BandSource.Measurement),
            Check.Between("rounds at ε = σ²", rounds[3], 1.3, 1.7, BandSource.Measurement),
            Check.AtMost("share of seeds that some distillation improves at ε = σ²", Measurement.Share([.. rows[3].Select(run => run.IsImproved)]), 0.06, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("rounds", Picture(rounds, best))],
        };
    }

    private static bool Falls(Measurement[] values) => values.Zip(values.Skip(1)).All(pair => pair.First.Value > pair.Second.Value);

    private static Figure Picture(Measurement[] rounds, Measurement[] best) => new()
    {
        Description = "Rounds until the fit is 0, and the round nearest the truth, by tolerance",
        Panels =
        [
            new Panel
            {
                Title = "Rounds, mean over seeds",
                X = new Axis("ε/σ²", IsLog: true),
                Y = new Axis("round", IsLog: true),
                Marks = [Points(rounds, "the last that is not 0", 0), Points(best, "nearest the truth", 1)],
            },
        ],
    };

    private static Dots Points(Measurement[] values, string label, int color) =>
        new([.. values.Select((value, i) => (_factors[i], value.Value, value.StandardError))]) { Label = label, Color = color };
}
