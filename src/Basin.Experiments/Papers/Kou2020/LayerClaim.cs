using Basin.Numerics.Random;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The layer itself, exactly.</summary>
internal sealed class LayerClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "layer";

    /// <inheritdoc/>
    public override string Statement => "Stochastic norm is batch norm for p = 1 and an affine map by the moving statistics for p = 0; the statistics move as batch norm's, whatever is drawn, and in use it is batch norm.";

    /// <inheritdoc/>
    public override string Place => "Section 3, equations of the layer";

    /// <inheritdoc/>
    public override ClaimOutcome Run(ClaimContext context)
    {
        var seed = context.Seed.Derive("layer");
        var probe = new LayerProbe(seed);
        var (share, standardError) = LayerProbe.Frequency(seed, 0.3);
        return new ClaimOutcome([
            Check.AtMost("p = 1 against batch norm, outputs and gradient", probe.DifferenceFromBatchNorm(), 1e-12, BandSource.ClosedForm),
            Check.AtMost("p = 0 against the affine map, outputs and gradient", probe.DifferenceFromAffine(), 1e-12, BandSource.ClosedForm),
            Check.AtMost("gradient against finite differences, draws held", probe.DifferenceFromSlopes(0.5), 1e-7, BandSource.ClosedForm),
            Check.AtMost("in use against batch norm with the same statistics", probe.DifferenceInUse(), 0, BandSource.ClosedForm),
            Check.AtMost("moving statistics after a step against batch norm's, one layer", probe.DifferenceOfStatistics(), 0, BandSource.ClosedForm),
            Check.AtMost("in use after training on constant inputs against batch norm", LayerProbe.DifferenceAfterConstants(seed), 1e-12, BandSource.ClosedForm),
            Check.Between("share of draws that take the batch, p = 0.3", new Measurement(share, standardError), 0.3 - (4 * standardError), 0.3 + (4 * standardError), BandSource.ClosedForm),
        ]);
    }
}
