using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>A draw for each channel against one for all channels of a layer.</summary>
internal sealed class ChannelWiseClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "channel-wise";

    /// <inheritdoc/>
    public override string Statement => "Drawing for each channel by itself is better than drawing once for all channels of a layer.";

    /// <inheritdoc/>
    public override string Place => "Section 3 (the design of the layer)";

    /// <inheritdoc/>
    public override ImmutableArray<ClaimParameter> Parameters => [ClaimParameter.Fraction("p", "probability of the batch's statistics", 0.5), .. SmallParameters.All];

    /// <inheritdoc/>
    public override SeedCount Seeds => new(20, 20);

    /// <inheritdoc/>
    public override string? Data => "digits";

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        string[] sets = ["digits", "synth"];
        var gains = sets.Select(data =>
        {
            var settings = SmallParameters.Read(context, data) with { Probability = context["p"] };
            return (Data: data, Channels: SmallNetworks.Tune(context, settings), Layers: SmallNetworks.Tune(context, settings with { IsLayerWise = true }), Batch: SmallNetworks.Tune(context, settings with { Probability = 1 }));
        }).ToArray();
        return new ClaimOutcome([
            .. gains.Select(gain => Check.AtLeast($"{gain.Data}: accuracy by channel above by layer", Paired.Gain(gain.Channels, gain.Layers), 0, BandSource.Measurement)),
        ])
        {
            Figures = [new NamedFigure("accuracy", Bars.Draw(
                "Test accuracy after tuning with batch norm, one draw a layer, and one draw a channel.", "accuracy after tuning, digits and synth",
                ["batch norm", "draws by layer", "draws by channel"],
                [.. gains.Select(gain => (gain.Data, new[] { gain.Batch, gain.Layers, gain.Channels }))]))],
        };
    }
}
