using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>The trace from products with random vectors that serve as the sketch and as the probes at once, each probe with the sketch of the others.</summary>
/// <remarks>Source: Epperly, Tropp and Webber, XTrace: making the most of every sample in stochastic trace estimation (2024), section 3.</remarks>
public static class XTrace
{
    /// <summary>Estimates tr(A) until it is precise enough. Best where the eigenvalues fall off fast; then the error falls like them.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">What may be spent: each vector costs two products.</param>
    /// <param name="random">Where the vectors come from.</param>
    /// <param name="known">Eigenpairs to take exactly, so that only the rest is estimated; null for none.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of vectors.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Unbiased; the standard error is the spread of the estimates with one vector left out of the sketch.</returns>
    /// <remarks>Memory for 2n scalars a vector, that is n a product.</remarks>
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
        if (options.IsExact(a.Dimension)) return Hutchinson.Trace(a, options, random, known, workers, progress, cancellationToken);
        using var deflation = Deflation<T>.Of(known, a.Dimension, workers);
        var limit = Math.Min(options.MaxProbes / 2, a.Dimension - (deflation?.Count ?? 0));
        if (limit == 0) return new Estimate(deflation!.Trace, 0, 0);
        using var sketch = new ExchangeableSketch<T>(a, deflation, limit, options.BlockSize, random, workers);
        for (var next = Math.Max(2, options.MinProbes / 2); ; next += Math.Max(1, next / 4))
        {
            next = Math.Min(next, limit);
            while (sketch.Count < next && !sketch.IsExhausted) sketch.Grow(Math.Min(options.BlockSize, next - sketch.Count), cancellationToken);
            var estimate = sketch.Trace();
            var error = estimate.StandardError == 0 ? 0 : estimate.StandardError / Math.Abs(estimate.Value);
            progress?.Report(new ProbeProgress(sketch.Products, 2 * limit, error));
            if (sketch.IsExhausted || next == limit || error <= options.RelativeTolerance) return estimate;
        }
    }
}
