using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Wu2022;

/// <summary>The noise of SGD aligns with curvature, so that only flat minima are stable.</summary>
public sealed class Wu2022Paper : Paper
{
    /// <inheritdoc/>
    public override string Id => "wu2022";

    /// <inheritdoc/>
    public override string Title => "The alignment property of SGD noise and how it helps select flat minima: a stability analysis";

    /// <inheritdoc/>
    public override string Source => "Wu, Wang and Su, NeurIPS 2022, arXiv:2207.02628";

    /// <inheritdoc/>
    public override ImmutableArray<Claim> Claims =>
    [
        new GaussianThreshold(),
        new MomentRecursion(),
        new PredictedDivergence(),
        new StabilityBound(),
        new LinearAlignment(),
        new WidthIndependence(),
        new AlignmentAlongTraining(),
        new ProgressiveRate(),
        new Escape(),
        new CifarAlignment(),
    ];
}
