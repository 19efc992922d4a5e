using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Memory;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>The diagonal from products with random signs.</summary>
/// <remarks>Source: Bekas, Kokiopoulou and Saad, An estimator for the diagonal of a matrix (2007); with signs its quotient is the mean of v∘Av.</remarks>
public static class Diagonal
{
    /// <summary>Estimates diag(A) as the mean of v∘Av over vectors v of random signs.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">Probes, and the tolerance of <see cref="DiagonalEstimate.RelativeError"/>.</param>
    /// <param name="random">Where the probes come from.</param>
    /// <param name="known">
    /// Eigenpairs whose part UΛUᵀ is taken exactly and from the probes' products, so that only the rest is estimated; null for none.
    /// Unbiased whether they converged or not.
    /// </param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of probes.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Unbiased; the variance of element i is Σⱼ≠ᵢ Aᵢⱼ² / probes, of A without the known part.</returns>
    /// <remarks>Memory for 2n numbers in float64, and 2n scalars a probe of a block.</remarks>
    /// <exception cref="ArgumentException">The known vectors have another dimension.</exception>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    public static DiagonalEstimate Of<T>(
        SymmetricOperator<T> a,
        ProbeOptions options,
        RandomSource random,
        LanczosResult<T>? known = null,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var exact = options.IsExact(a.Dimension);
        using var deflation = exact ? null : Deflation<T>.Of(known, a.Dimension, workers);
        using var sampler = new DiagonalSampler<T>(a, deflation, options.BlockSize, random, exact, workers);
        var limit = exact ? a.Dimension : options.MaxProbes;
        for (var next = exact ? limit : Math.Min(options.MinProbes, limit); ; next = Math.Min(limit, next + Math.Max(1, next / 4)))
        {
            while (sampler.Products < next)
            {
                sampler.Sample(Math.Min(options.BlockSize, next - sampler.Products), cancellationToken);
                progress?.Report(new ProbeProgress(sampler.Products, limit, double.NaN));
            }

            if (exact) return sampler.Result(ProbeStop.Exact);
            var result = sampler.Result(ProbeStop.Precise);
            if (result.RelativeError <= options.RelativeTolerance) return result;
            if (next == limit) return result with { Stop = ProbeStop.OutOfProbes };
        }
    }
}
