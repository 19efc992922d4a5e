using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Trace and Frobenius norm from products with random signs.</summary>
/// <remarks>Source: Hutchinson, A stochastic estimator of the trace of the influence matrix (1989).</remarks>
public static class Hutchinson
{
    /// <summary>Estimates tr(A) as the mean of vᵀAv over vectors v of random signs.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">Probes and tolerance.</param>
    /// <param name="random">Where the probes come from.</param>
    /// <param name="known">Eigenpairs to take exactly, so that only the rest is estimated; null for none.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of probes.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Unbiased; variance 2(‖A‖²_F − Σᵢ Aᵢᵢ²) / probes, of A without the known part.</returns>
    /// <exception cref="ArgumentException">The known vectors have another dimension.</exception>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    public static Estimate Trace<T>(
        SymmetricOperator<T> a,
        ProbeOptions options,
        RandomSource random,
        LanczosResult<T>? known = null,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var sampler = new ProbeSampler<T>(a, options, random, known, workers);
        return sampler.Run(trace: true, frobenius: false, progress, cancellationToken).Finite().Trace;
    }

    /// <summary>Estimates ‖A‖_F as the root of the mean of ‖Av‖² over vectors v of random signs.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">Probes and tolerance.</param>
    /// <param name="random">Where the probes come from.</param>
    /// <param name="known">Eigenpairs to take exactly, so that only the rest is estimated; null for none.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of probes.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>The square is unbiased; the root lies low by its squared relative standard error over two, which is far below the error itself.</returns>
    /// <exception cref="ArgumentException">The known vectors have another dimension.</exception>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    public static Estimate FrobeniusNorm<T>(
        SymmetricOperator<T> a,
        ProbeOptions options,
        RandomSource random,
        LanczosResult<T>? known = null,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var sampler = new ProbeSampler<T>(a, options, random, known, workers);
        return sampler.Run(trace: false, frobenius: true, progress, cancellationToken).Finite().FrobeniusNorm;
    }

    /// <summary>Estimates tr(A) and ‖A‖_F from the same products, until both are precise enough.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">Probes and tolerance.</param>
    /// <param name="random">Where the probes come from.</param>
    /// <param name="known">
    /// Eigenpairs to take exactly, so that only the rest is estimated: with the outliers of a network known, far fewer probes do. Null for none.
    /// Unbiased whether they converged or not.
    /// </param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of probes.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Both estimates, the correlation of their errors, and why it ended. The price of finding the known pairs is not in theirs.</returns>
    /// <exception cref="ArgumentException">The known vectors have another dimension.</exception>
    public static TraceEstimates TraceAndFrobenius<T>(
        SymmetricOperator<T> a,
        ProbeOptions options,
        RandomSource random,
        LanczosResult<T>? known = null,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var sampler = new ProbeSampler<T>(a, options, random, known, workers);
        return sampler.Run(trace: true, frobenius: true, progress, cancellationToken);
    }
}
