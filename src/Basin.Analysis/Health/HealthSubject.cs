using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Health;

/// <summary>An operator and what was measured of it; what is null is not checked.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed record HealthSubject<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Such as "Hessian".</summary>
    public required string Name { get; init; }

    /// <summary>Shape (n, n).</summary>
    public required SymmetricOperator<T> Operator { get; init; }

    /// <summary>Whether it must have no negative eigenvalue, as the Gauss-Newton matrix of a convex loss.</summary>
    public bool Positive { get; init; }

    /// <summary>The parts of its vectors; together all n elements, or none.</summary>
    public ImmutableArray<ParameterWindow> Windows { get; init; } = [];

    /// <summary>Eigenpairs found.</summary>
    public LanczosResult<T>? Pairs { get; init; }

    /// <summary>Trace and Frobenius norm found.</summary>
    public TraceEstimates? Moments { get; init; }

    /// <summary>The spectral density found.</summary>
    public SpectralDensity? Density { get; init; }
}
