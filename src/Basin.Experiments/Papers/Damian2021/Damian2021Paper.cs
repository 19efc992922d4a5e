using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Label noise drives SGD along the minima to flat ones, down the gradient of an explicit regulariser.</summary>
public sealed class Damian2021Paper : Paper
{
    /// <inheritdoc/>
    public override string Id => "damian2021";

    /// <inheritdoc/>
    public override string Title => "Label Noise SGD Provably Prefers Flat Global Minimizers";

    /// <inheritdoc/>
    public override string Source => "Damian, Ma, Lee; NeurIPS 2021; arXiv:2106.06530";

    /// <inheritdoc/>
    public override ImmutableArray<Claim> Claims { get; } =
    [
        new RegularizerLimits(),
        new StationaryNoise(),
        new HittingTimes(),
        new PredictionVariance(),
        new TableOfLosses(),
        new LabelFlips(),
        new LassoClaim(),
        new FlatRegression(),
        new FlatClassification(),
        new LearningRates(),
        new AccuracyFollowsTrace(),
        new FlatImages(),
    ];
}
