using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Trace and Frobenius norm, the part on a random sketch of the range exactly and the rest by random signs.</summary>
/// <remarks>Source: Meyer, Musco, Musco and Woodruff, Hutch++: optimal stochastic trace estimation (2021), algorithm 1.</remarks>
public static class HutchPlusPlus
{
    // Sketch vectors between two looks at what they saved.
    private const int MinBlock = 4;

    /// <summary>Estimates tr(A) until it is precise enough.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">What may be spent: each vector of the sketch costs two products, each probe one. At most a third of the products go to either half of the sketch.</param>
    /// <param name="random">Where the sketch and the probes come from.</param>
    /// <param name="known">Eigenpairs to take exactly before the sketch begins; null for none.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of probes.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Unbiased; the standard error is that of the probes, given the sketch.</returns>
    /// <inheritdoc cref="TraceAndFrobenius" path="/remarks"/>
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
        where T : unmanaged, IFloatingPointIeee754<T> => Estimate(frobenius: false, a, options, random, known, workers, progress, cancellationToken).Finite().Trace;

    /// <summary>Estimates tr(A) and ‖A‖_F until both are precise enough.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">What may be spent: each vector of the sketch costs two products, each probe one. At most a third of the products go to either half of the sketch.</param>
    /// <param name="random">Where the sketch and the probes come from.</param>
    /// <param name="known">Eigenpairs to take exactly before the sketch begins; null for none.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every block of probes.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Unbiased; the standard errors are those of the probes, given the sketch.</returns>
    /// <remarks>
    /// Departs from the source: the sketch ends as soon as its last vectors saved fewer probes than they cost, by the rule of
    /// Persson, Cortinovis and Kressner (2022), so that a spectrum without outliers costs what Hutchinson's estimate does. With a
    /// tolerance of 0 it takes a third of the products twice, as in the source. Memory for n scalars a vector of the sketch.
    /// </remarks>
    /// <exception cref="ArgumentException">The known vectors have another dimension.</exception>
    public static TraceEstimates TraceAndFrobenius<T>(
        SymmetricOperator<T> a,
        ProbeOptions options,
        RandomSource random,
        LanczosResult<T>? known = null,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Estimate(frobenius: true, a, options, random, known, workers, progress, cancellationToken);

    private static TraceEstimates Estimate<T>(
        bool frobenius,
        SymmetricOperator<T> a,
        ProbeOptions options,
        RandomSource random,
        LanczosResult<T>? known,
        Workers? workers,
        IProgress<ProbeProgress>? progress,
        CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (options.IsExact(a.Dimension)) return Hutchinson.TraceAndFrobenius(a, options, random, known, workers, progress, cancellationToken);
        var capacity = Math.Min(options.MaxProbes / 3, a.Dimension);
        var block = Math.Clamp(options.BlockSize, Math.Min(MinBlock, Math.Max(capacity, 1)), Math.Max(capacity, 1));
        var deflation = Deflation<T>.Of(known, a.Dimension, workers, Math.Max(capacity, 1))!;
        using var sketch = new RangeSketch<T>(a, deflation, random, block, workers);
        for (var vectors = block; vectors <= capacity; vectors += block)
        {
            var before = sketch.Products;
            var saved = ProbesSaved(sketch.Grow(cancellationToken), options.RelativeTolerance * sketch.TraceGuess);
            progress?.Report(new ProbeProgress(sketch.Products, options.MaxProbes, double.NaN));
            if (!(saved >= sketch.Products - before)) break;
        }

        using var sampler = new ProbeSampler<T>(a, options, random, deflation, sketch.Products, workers);
        return sampler.Run(trace: true, frobenius, progress, cancellationToken);
    }

    // The variance of one probe over the variance wanted is a number of probes.
    private static double ProbesSaved(double variance, double error) => error == 0 && variance > 0 ? double.PositiveInfinity : variance / (error * error);
}
