using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Li, Wei and Ma (2019): why a large initial learning rate generalises better.</summary>
internal sealed class Li2019Paper : Paper
{
    public override string Id => "li2019";

    public override string Title => "Towards Explaining the Regularization Effect of Initial Large Learning Rate in Training Neural Networks";

    public override string Source => "Yuanzhi Li, Colin Wei, Tengyu Ma; NeurIPS 2019; arXiv:1907.04595";

    public override ImmutableArray<Claim> Claims { get; } =
    [
        new LargeThenSmall("large-then-small", PatternParameters.Standard, "clean patterns of any length"),
        new OrderOfLearning(),
        new LargeThenSmall("long-patterns", PatternParameters.LongPatterns, "clean patterns of at least half the length"),
        new Mitigation(),
        new NoiseAblation(),
        new NoiseStationarity(),
        new PatternFacts(),
        new PatchedImages(),
    ];
}
