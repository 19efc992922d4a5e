using Basin.Analysis.Estimators;

namespace Basin.Analysis.Stability;

/// <summary>What the bounds on the critical learning rate need to know of the examples' curvatures Hᵢ and of their mean G; null is not known.</summary>
public sealed record CurvatureMoments
{
    /// <summary>λ₁, the largest eigenvalue of G; its standard error is the residual.</summary>
    public required Estimate Largest { get; init; }

    /// <summary>The mean of (v₁ᵀHᵢv₁ − λ₁)² over examples, with v₁ the eigenvector of λ₁.</summary>
    public Estimate? TopSpread { get; init; }

    /// <summary>tr G.</summary>
    public Estimate? Trace { get; init; }

    /// <summary>‖G‖_F.</summary>
    public Estimate? FrobeniusNorm { get; init; }

    /// <summary>The mean of ‖Hᵢ‖_F² over examples.</summary>
    public Estimate? ExampleSquares { get; init; }

    /// <summary>The largest eigenvalue of any one Hᵢ: over all examples, not over a part of them.</summary>
    public double? LargestExample { get; init; }

    /// <summary>μ = tr(ΣG)/(2L‖G‖_F²) at the point. Elsewhere it may be lower, so that its bound is an indication, not a proof.</summary>
    public Estimate? Alignment { get; init; }

    /// <summary>A lower bound on μ at every point of the linearised network, above 0.</summary>
    public double? AlignmentFloor { get; init; }
}
