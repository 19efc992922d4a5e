using System.Collections.Immutable;

namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Random shuffling makes the mean path of SGD follow a modified loss, and that regularises.</summary>
public sealed class SmithPaper : Paper
{
    /// <inheritdoc/>
    public override string Id => "smith2021";

    /// <inheritdoc/>
    public override string Title => "On the Origin of Implicit Regularization in Stochastic Gradient Descent";

    /// <inheritdoc/>
    public override string Source => "Smith, Dherin, Barrett and De, ICLR 2021, arXiv:2101.12176; with Barrett and Dherin, Implicit Gradient Regularization, ICLR 2021, arXiv:2009.11162";

    /// <inheritdoc/>
    public override ImmutableArray<Claim> Claims =>
    [
        new MeanPath(),
        new Nonlinear(),
        new Substeps(),
        new BatchComposition(),
        new WithReplacementControl(),
        new Invariant(),
        new FixedTime(),
        new ExplicitEqualsImplicit(),
        new ExplicitPenalty(),
        new LargeRate(),
        new SynthGeneralization(),
        new LinearScaling(),
    ];
}
