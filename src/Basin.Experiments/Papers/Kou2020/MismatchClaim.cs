using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Where the inputs change, the old statistics mislead.</summary>
internal sealed class MismatchClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "mismatch";

    /// <inheritdoc/>
    public override string Statement => "Where source and target have other inputs, so that the pre-trained statistics do not fit, batch norm is better than stochastic norm.";

    /// <inheritdoc/>
    public override string Place => "Not in the paper; benchmarks since show it where the domain moves";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters { get; } = SmallParameters.With(("batch", 6), ("lr", 0.02));

    /// <inheritdoc/>
    public override SeedCount Seeds => new(20, 20);

    /// <inheritdoc/>
    public override string? Data => "digits";

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var settings = SmallParameters.Read(context, "digits", SourceTask.OtherClasses);
        double[] probabilities = [1, 0.5, 0];
        var accuracies = probabilities.Select(p => SmallNetworks.Tune(context, settings with { Probability = p })).ToArray();
        return new ClaimOutcome([
            Check.AtLeast("mean accuracy of batch norm above p = 0.5", Paired.Gain(accuracies[0], accuracies[1]), 0, BandSource.Measurement),
            Check.AtLeast("mean accuracy of batch norm above p = 0", Paired.Gain(accuracies[0], accuracies[2]), 0, BandSource.Measurement),
        ])
        {
            Figures = [new NamedFigure("accuracy", Bars.Draw(
                "Test accuracy on the digits 6 to 9 after pre-training on 0 to 5.", "digits 6 to 9 after 0 to 5", ["batch norm, p = 1", "p = 0.5", "p = 0"], [("digits", accuracies)]))],
        };
    }
}
