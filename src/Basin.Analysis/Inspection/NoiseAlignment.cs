using Basin.Analysis.Estimators;

namespace Basin.Analysis.Inspection;

/// <summary>How well the gradient noise aligns with the curvature: μ = tr(ΣG)/(2L‖G‖_F²), which is 1 for Σ = 2L·G.</summary>
/// <remarks>Source: Wu, Wang and Su, The alignment property of SGD noise and how it helps select flat minima (2022).</remarks>
public sealed record NoiseAlignment
{
    /// <summary>μ, the product of the two below.</summary>
    public required Estimate Value { get; init; }

    /// <summary>tr(ΣG)/(‖Σ‖_F‖G‖_F), in [0, 1]: the shape alone.</summary>
    public required Estimate Cosine { get; init; }

    /// <summary>‖Σ‖_F/(2L‖G‖_F): the size alone.</summary>
    public required Estimate Magnitude { get; init; }

    /// <summary>μ of noise of the same trace without any direction, (tr Σ/p)·I: tr Σ·tr G/(2pL‖G‖_F²).</summary>
    public required Estimate IsotropicControl { get; init; }

    /// <summary>tr(ΣG), in L³: what a step's noise adds to the loss, times 2B/η².</summary>
    public required Estimate NoiseCurvature { get; init; }
}
