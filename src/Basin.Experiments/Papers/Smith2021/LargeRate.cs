using System.Collections.Immutable;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Larger rates generalise better at equal time.</summary>
internal sealed class LargeRate : Claim
{
    public override string Id => "large-rate";

    public override string Statement => "Without any penalty a larger learning rate raises test accuracy, by about as much as an explicit penalty does at a small one, and ends where batch gradients are smaller.";

    public override string Place => "Figures 1 and 2";

    public override ImmutableArray<ClaimParameter> Parameters =>
    [
        .. GeneralizationSettings.Parameters(800),
        ClaimParameter.Positive("large-rate", "the largest learning rate; rates between it and the small one are tried too", 0.25),
    ];

    public override SeedCount Seeds => new(64, 32);

    public override string Data => "digits";

    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = GeneralizationSettings.Of(context, Data);
        double[] rates = [.. new[] { 8, 4, 2, Math.Sqrt(2), 1 }.Select(part => context["large-rate"] / part)];
        var start = settings.BaseOutcomes(context);
        var outcomes = RectifierRuns.Run(context, settings.Study, [.. rates.Select(settings.WithRate)]);
        return new ClaimOutcome(
        [
            PairedGain.Check($"gain in test accuracy by ε = {rates[4]:g3}", outcomes[4], start),
            PairedGain.Check($"gain in test accuracy by ε = {rates[3]:g3}", outcomes[3], start),
            Check.AtMost("C_reg at the end over that of the small rate", outcomes[4].Average(run => run.BatchSquares) / start.Average(run => run.BatchSquares), 1, BandSource.Paper),
        ])
        {
            Figures = [new NamedFigure("accuracy", Draw([settings.Rate, .. rates], [start, .. outcomes]))],
            Note = $"The small rate reaches {start.Average(run => run.Accuracy):f4}, the largest {outcomes[4].Average(run => run.Accuracy):f4}.",
        };
    }

    private static Figure Draw(double[] rates, RectifierOutcome[][] outcomes) => new()
    {
        Description = "Test accuracy and the mean square of batch gradients at the end of training against the learning rate, at equal time.",
        Columns = 2,
        Panels =
        [
            new Panel { Title = "Test accuracy", X = new Axis("ε", IsLog: true), Y = new Axis("share right"), Marks = [new Dots(PairedGain.Points(rates, outcomes, run => run.Accuracy))] },
            new Panel { Title = "Mean square of batch gradients", X = new Axis("ε", IsLog: true), Y = new Axis("C_reg", IsLog: true), Marks = [new Dots(PairedGain.Points(rates, outcomes, run => run.BatchSquares))] },
        ],
    };
}
