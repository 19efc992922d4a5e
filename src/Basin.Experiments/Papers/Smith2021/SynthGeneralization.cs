using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Both ways to regularise on the data that need no file.</summary>
internal sealed class SynthGeneralization : Claim
{
    public override string Id => "generalization-synth";

    public override string Statement => "On points made by code too, an explicit penalty at a small rate and a larger rate without one both raise test accuracy.";

    public override string Place => "Figures 1 and 2, on other data";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        .. GeneralizationSettings.Parameters(400),
        ClaimParameter.Positive("penalty", "the explicit penalty λ", 0.25),
        ClaimParameter.Positive("large-rate", "the large learning rate", 0.125),
    ];

    public override SeedCount Seeds => new(64, 32);

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = GeneralizationSettings.Of(context, "synth");
        var start = settings.BaseOutcomes(context);
        var (penalty, rate) = (context["penalty"], context["large-rate"]);
        var others = RectifierRuns.Run(context, settings.Study, [settings.WithPenalty(penalty), settings.WithRate(rate)]);
        return new ClaimOutcome(
        [
            PairedGain.Check($"gain in test accuracy by λ = {penalty:g3}", others[0], start),
            PairedGain.Check($"gain in test accuracy by ε = {rate:g3}", others[1], start),
            Check.AtMost("C_reg at the end with the penalty over without", others[0].Average(run => run.BatchSquares) / start.Average(run => run.BatchSquares), 1, BandSource.Paper),
        ])
        {
            Note = $"The base reaches {start.Average(run => run.Accuracy):f4}, the penalty {others[0].Average(run => run.Accuracy):f4}, the large rate {others[1].Average(run => run.Accuracy):f4}.",
        };
    }
}
