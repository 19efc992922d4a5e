using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Spectral densities and traces of functions by Lanczos quadrature from random starts.</summary>
/// <remarks>Source: Ubaru, Chen and Saad, Fast estimation of tr(f(A)) via stochastic Lanczos quadrature (2017).</remarks>
public static class StochasticLanczosQuadrature
{
    /// <summary>Measures the spectrum.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">Starts and steps, and when to stop.</param>
    /// <param name="random">Where the starts come from.</param>
    /// <param name="known">
    /// Eigenpairs to take exactly, so that only the rest is estimated; null for none. They should have converged: what is left of their
    /// residuals biases the trace of f by about f″·residual².
    /// </param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every product.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>A quadrature a start: unbiased for the trace of every polynomial of degree below twice the steps.</returns>
    /// <exception cref="ArgumentException">The known vectors have another dimension.</exception>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    /// <remarks>Costs probes · steps products at most, and memory for n scalars a step.</remarks>
    public static SpectralDensity Measure<T>(
        SymmetricOperator<T> a,
        QuadratureOptions options,
        RandomSource random,
        LanczosResult<T>? known = null,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var deflation = Deflation<T>.Of(known, a.Dimension, workers);
        var density = new SpectralDensity(a.Dimension, [], 0) { Known = [.. deflation?.Quotients ?? []] };
        if (density.Known.Length == a.Dimension) return density;
        var rest = deflation is null ? a : new Projected<T>(a, deflation);
        using var lanczos = new LanczosTridiagonal<T>(a.Dimension, Math.Min(options.Steps, a.Dimension - density.Known.Length), workers);
        var start = new T[a.Dimension];
        var products = 0;
        var report = progress is null ? null : new Counter(() => progress.Report(new ProbeProgress(++products, options.Probes * options.Steps, double.NaN)));
        while (density.Probes.Length < options.Probes && !IsPrecise(density, options))
        {
            Draw(start, deflation, random);
            var tridiagonal = lanczos.Run(rest, start, report, cancellationToken);
            var (nodes, weights) = tridiagonal.Quadrature();
            density = density with
            {
                Probes = density.Probes.Add(new Quadrature(nodes, weights)),
                Products = density.Products + tridiagonal.Diagonal.Length,
            };
        }

        return density;
    }

    // Signs measure a diagonal without error; projected they would have no fixed length, and a Gaussian direction is as good.
    private static void Draw<T>(Span<T> start, Deflation<T>? known, RandomSource random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (known is null)
        {
            random.FillSigns(start);
            return;
        }

        random.FillGaussian(start);
        known.Remove(start);
    }

    private static bool IsPrecise(SpectralDensity density, QuadratureOptions options)
    {
        if (options.RelativeTolerance == 0 || density.Probes.Length < options.MinProbes) return false;
        var trace = density.Trace(options.Function ?? (x => x));
        return trace.StandardError <= options.RelativeTolerance * Math.Abs(trace.Value);
    }

    private sealed class Counter(Action count) : IProgress<int>
    {
        public void Report(int value) => count();
    }
}
