using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Kou, You, Long and Wang: normalising at random by the batch or by moving statistics regularises fine-tuning.</summary>
public sealed class Kou2020 : Paper
{
    /// <inheritdoc/>
    public override string Id => "kou2020";

    /// <inheritdoc/>
    public override string Title => "Stochastic Normalization";

    /// <inheritdoc/>
    public override string Source => "Z. Kou, K. You, M. Long, J. Wang, NeurIPS 2020";

    /// <inheritdoc/>
    public override ImmutableArray<Claim> Claims { get; } =
    [
        new LayerClaim(),
        new ProbabilityClaim("digits"),
        new ProbabilityClaim("synth"),
        new SmallBatchClaim(),
        new ChannelWiseClaim(),
        new MismatchClaim(),
        new MoreDataClaim(),
        new StatisticsClaim(),
        new CombinationClaim(),
        new GroceryClaim(),
    ];
}
