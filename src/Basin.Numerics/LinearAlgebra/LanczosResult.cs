using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>Eigenvalues from both ends of a spectrum, what is known of their truth, and what they cost.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed record LanczosResult<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest eigenvalues, descending. Fewer than asked only if the dimension or the products were.</summary>
    public required ImmutableArray<Eigenvalue> Top { get; init; }

    /// <summary>The smallest eigenvalues, ascending.</summary>
    public required ImmutableArray<Eigenvalue> Bottom { get; init; }

    /// <summary>The vector of each of <see cref="Top"/>, shape (n), of unit length; orthogonal to each other.</summary>
    public required ImmutableArray<T[]> TopVectors { get; init; }

    /// <summary>The vector of each of <see cref="Bottom"/>, shape (n), of unit length; orthogonal to each other.</summary>
    public required ImmutableArray<T[]> BottomVectors { get; init; }

    /// <summary>Products spent.</summary>
    public required int Products { get; init; }

    /// <summary>Why it ended.</summary>
    public required LanczosStop Stop { get; init; }

    /// <summary>The largest |λ| seen; below ‖A‖ by little.</summary>
    public required double Scale { get; init; }

    /// <summary>
    /// How far the products were from those of one symmetric matrix, relative to <see cref="Scale"/>.
    /// About 10⁻¹⁵ (float64) or 10⁻⁶ (float32) is rounding; more means that the operator is not symmetric or changes from product to product.
    /// </summary>
    public required double Asymmetry { get; init; }

    /// <summary>Whether every value returned is within the tolerance and none is missing.</summary>
    public bool Converged => Stop is LanczosStop.Converged or LanczosStop.Complete;

    /// <summary>One sentence: how it ended, and what to do if that is not good enough.</summary>
    public string Advice => Stop switch
    {
        LanczosStop.Converged => $"All residuals are at most {WorstResidual:g3} after {Products} products.",
        LanczosStop.Complete => $"Exact up to rounding: {Products} products searched every direction that counts.",
        LanczosStop.OutOfProducts => $"Residual {WorstResidual:g3} after {Products} products; raise MaxProducts or Tolerance.",
        LanczosStop.RoundingLimit when Asymmetry > 1e4 * LanczosSolver<T>.Rounding =>
            $"Products disagree with each other by {Asymmetry:g2} of the largest |λ|: the operator is not symmetric or changes from product to product; look for dropout, shuffled batches or a bug.",
        LanczosStop.RoundingLimit => $"Residual {WorstResidual:g3} after {Products} products is the rounding of {Name} products; compute in float64 or raise Tolerance.",
        LanczosStop.NotFinite => $"Product {Products} contained NaN or infinity; look at the point where the operator was built.",
        _ => throw new UnreachableException(),
    };

    private static string Name => typeof(T) == typeof(float) ? "float32" : "float64";

    private double WorstResidual => Top.Concat(Bottom).Select(value => value.Residual).DefaultIfEmpty(double.PositiveInfinity).Max();
}
