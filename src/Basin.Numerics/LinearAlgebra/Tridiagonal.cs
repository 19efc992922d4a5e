using System.Collections.Immutable;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>T = QᵀAQ, the tridiagonal projection of a symmetric operator onto the Krylov space of one start.</summary>
/// <param name="Diagonal">α₁ … α_m.</param>
/// <param name="OffDiagonal">β₁ … β_m−1, each above 0.</param>
/// <param name="Exhausted">Whether the space is invariant: the eigenvalues of T are eigenvalues of A, and quadrature is exact.</param>
public sealed record Tridiagonal(ImmutableArray<double> Diagonal, ImmutableArray<double> OffDiagonal, bool Exhausted)
{
    /// <summary>The Gauss quadrature of the spectrum as the start sees it: vᵀf(A)v ≈ Σ weightᵢ·f(nodeᵢ) for ‖v‖ = 1.</summary>
    /// <returns>The eigenvalues of T ascending, and the squared first elements of its vectors, which are at least 0 and sum to 1.</returns>
    /// <remarks>Exact for polynomials of degree 2m − 1. Source: Golub and Welsch, Calculation of Gauss quadrature rules (1969).</remarks>
    public (ImmutableArray<double> Nodes, ImmutableArray<double> Weights) Quadrature()
    {
        // Written backwards, because last elements are the cheap ones.
        var m = Diagonal.Length;
        var matrix = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            matrix[(i * m) + i] = Diagonal[m - 1 - i];
            if (i > 0) matrix[(i * m) + i - 1] = OffDiagonal[m - 1 - i];
        }

        var eigen = new SymmetricEigen(m);
        eigen.DecomposeLast(matrix, m, m);
        var elements = Enumerable.Range(0, m).Select(eigen.LastElement);
        return ([.. eigen.Values], [.. elements.Select(x => x * x)]);
    }
}
