using System.Numerics;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>Krylov methods for symmetric operators: eigenvalues of the ends, and tridiagonal projections.</summary>
public static class Lanczos
{
    /// <summary>Finds the eigenvalues at one or both ends once; to follow a spectrum, keep a <see cref="LanczosSolver{T}"/>.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">What to find.</param>
    /// <param name="random">Where the start comes from.</param>
    /// <param name="startVectors">Vectors near the wanted ones, each of shape (n); null for a random start.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every product.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>What was found, converged or not: look at <see cref="LanczosResult{T}.Stop"/>.</returns>
    /// <exception cref="ArgumentException">The options do not fit together, or a dimension differs.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LanczosResult<T> Solve<T>(
        SymmetricOperator<T> a,
        LanczosOptions options,
        RandomSource random,
        IReadOnlyList<T[]>? startVectors = null,
        Workers? workers = null,
        IProgress<LanczosProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var solver = new LanczosSolver<T>(a.Dimension, options, workers);
        return solver.Solve(a, random, startVectors, progress, cancellationToken);
    }
}
