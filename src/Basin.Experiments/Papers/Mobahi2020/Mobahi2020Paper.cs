using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Mobahi2020;

/// <summary>Mobahi, Farajtabar and Bartlett (2020): what training on one's own predictions does.</summary>
public sealed class Mobahi2020Paper : Paper
{
    /// <inheritdoc/>
    public override string Id => "mobahi2020";

    /// <inheritdoc/>
    public override string Title => "Self-Distillation Amplifies Regularization in Hilbert Space";

    /// <inheritdoc/>
    public override string Source => "H. Mobahi, M. Farajtabar, P. L. Bartlett, NeurIPS 2020, arXiv 2002.05715";

    /// <inheritdoc/>
    public override ImmutableArray<Claim> Claims { get; } =
    [
        new BoundsClaim(),
        new IdentitiesClaim(),
        new InterpolationClaim(),
        new SineClaim(),
        new ToleranceClaim(),
        new SparsificationClaim(),
        new KernelDigitsClaim(),
        new KernelSynthClaim(),
        new LabelNoiseClaim(),
        new NetworksClaim(),
        new NetworkDecayClaim(),
    ];
}
