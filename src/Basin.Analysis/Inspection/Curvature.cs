using System.Collections.Immutable;
using Basin.Analysis.Estimators;

namespace Basin.Analysis.Inspection;

/// <summary>What is known of one curvature matrix, ∇²L or its Gauss-Newton part, shape (p, p).</summary>
public sealed record Curvature
{
    /// <summary>The largest eigenvalues, signed, in descending order.</summary>
    public required ImmutableArray<Eigenvalue> TopEigenvalues { get; init; }

    /// <summary>The smallest eigenvalues, signed, in ascending order.</summary>
    public required ImmutableArray<Eigenvalue> BottomEigenvalues { get; init; }

    /// <summary>The sum of all eigenvalues.</summary>
    public required Estimate Trace { get; init; }

    /// <summary>The root of the sum of the squared eigenvalues.</summary>
    public required Estimate FrobeniusNorm { get; init; }

    /// <summary>The distribution of all eigenvalues, smoothed; null where it was not measured.</summary>
    public DensityBand? Density { get; init; }
}
