using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Estimators;

/// <summary>Spectral densities and traces of functions by Lanczos quadrature from random signs.</summary>
/// <remarks>Source: Ubaru, Chen and Saad, Fast estimation of tr(f(A)) via stochastic Lanczos quadrature (2017).</remarks>
public static class StochasticLanczosQuadrature
{
    /// <summary>Measures the spectrum.</summary>
    /// <param name="a">Shape (n, n).</param>
    /// <param name="options">Starts and steps.</param>
    /// <param name="random">Where the starts come from.</param>
    /// <param name="workers">Threads for the vector work; the calling thread alone when null.</param>
    /// <param name="progress">Told after every product.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>A quadrature a start: unbiased for the trace of every polynomial of degree below twice the steps.</returns>
    /// <exception cref="ArithmeticException">A product contained NaN or infinity.</exception>
    /// <remarks>Costs probes · steps products at most, and memory for n scalars a step.</remarks>
    public static SpectralDensity Measure<T>(
        SymmetricOperator<T> a,
        QuadratureOptions options,
        RandomSource random,
        Workers? workers = null,
        IProgress<ProbeProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var lanczos = new LanczosTridiagonal<T>(a.Dimension, options.Steps, workers);
        var start = new T[a.Dimension];
        var products = 0;
        var report = progress is null ? null : new Counter(() => progress.Report(new ProbeProgress(++products, options.Probes * options.Steps, double.NaN)));
        var probes = ImmutableArray.CreateBuilder<Quadrature>(options.Probes);
        var spent = 0;
        for (var i = 0; i < options.Probes; i++)
        {
            random.FillSigns<T>(start);
            var tridiagonal = lanczos.Run(a, start, report, cancellationToken);
            spent += tridiagonal.Diagonal.Length;
            var (nodes, weights) = tridiagonal.Quadrature();
            probes.Add(new Quadrature(nodes, weights));
        }

        return new SpectralDensity(a.Dimension, probes.MoveToImmutable(), spent);
    }

    private sealed class Counter(Action count) : IProgress<int>
    {
        public void Report(int value) => count();
    }
}
