using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Fewer labels, smaller batches and a lower rate.</summary>
internal sealed class SmallBatchClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "small-batch";

    /// <inheritdoc/>
    public override string Statement => "With fewer labels, smaller batches and a lower rate too, p < 1 tunes better than batch norm.";

    /// <inheritdoc/>
    public override string Place => "Tables 1 and 2, the smallest samples";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters { get; } = SmallParameters.With(("per-class", 2), ("batch", 8), ("lr", 0.01));

    /// <inheritdoc/>
    public override SeedCount Seeds => new(20, 20);

    /// <inheritdoc/>
    public override string? Data => "digits";

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SmallParameters.Read(context, "digits");
        double[] probabilities = [1, 0.5, 0.25, 0];
        var accuracies = probabilities.Select(p => SmallNetworks.Tune(context, settings with { Probability = p })).ToArray();
        return new ClaimOutcome([
            .. probabilities.Skip(1).Select((p, i) => Check.AtLeast(FormattableString.Invariant($"mean accuracy at p = {p} above p = 1"), Paired.Gain(accuracies[i + 1], accuracies[0]), 0, BandSource.Measurement)),
        ])
        {
            Figures = [new NamedFigure("accuracy", Bars.Draw(
                "Test accuracy on digits with two labels a class and batches of 8.", "digits: two labels a class, batches of 8",
                ["batch norm, p = 1", "p = 0.5", "p = 0.25", "p = 0"], [("digits", accuracies)]))],
        };
    }
}
