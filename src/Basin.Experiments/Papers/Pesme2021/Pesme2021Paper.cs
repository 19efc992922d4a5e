using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Pesme2021;

/// <summary>SGD on a diagonal linear network goes where gradient descent would from a smaller start.</summary>
public sealed class Pesme2021Paper : Paper
{
    /// <inheritdoc/>
    public override string Id => "pesme2021";

    /// <inheritdoc/>
    public override string Title => "Implicit bias of SGD for diagonal linear networks: a provable benefit of stochasticity";

    /// <inheritdoc/>
    public override string Source => "Pesme, Pillaud-Vivien and Flammarion, NeurIPS 2021, arXiv:2106.09524";

    /// <inheritdoc/>
    public override ImmutableArray<Claim> Claims =>
    [
        new SgdBeatsDescent(),
        new OtherSettings(),
        new GradientFlowBias(),
        new StochasticFlowBias(),
        new EffectiveScale(),
        new LargerSteps(),
        new LazyRegime(),
        new LabelNoiseShrinks(),
        new SlowerIsBetter(),
    ];
}
