using System.Collections.Immutable;
using System.Numerics;
using Basin.Analysis.Estimators;
using Basin.Analysis.Inspection;
using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>The largest eigenvalues of Σ and its Frobenius norm.</summary>
internal sealed record NoiseSpectrum(ImmutableArray<Inspection.Eigenvalue> Top, Estimate FrobeniusNorm)
{
    /// <summary>
    /// From the Gram matrix of the gradients: centred and divided by n it has the nonzero eigenvalues of Σ. Exact, and its eigenvalues are
    /// searched until rounding, as a product costs n² only.
    /// </summary>
    /// <param name="gram">gᵢ·gⱼ, shape (n, n); overwritten.</param>
    /// <param name="n">Examples.</param>
    /// <param name="parameters">p.</param>
    /// <param name="options">How many.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public static NoiseSpectrum OfGram(double[] gram, int n, int parameters, NoiseOptions options, CancellationToken cancellationToken)
    {
        Centre(gram, n);
        var matrix = new DenseSymmetric<double>(gram, n, options.Workers);
        var search = new LanczosOptions { Top = Math.Min(options.TopK, Math.Min(n, parameters)), Tolerance = 1e-9, MaxProducts = 5000 };
        var found = Lanczos.Solve(matrix, search, options.Seed.Stream("noise/gram-start"), workers: options.Workers, cancellationToken: cancellationToken);
        return new NoiseSpectrum(Values(found), new Estimate(Vectors.Norm<double>(gram), 0, 0));
    }

    /// <summary>From products with Σ, where n² numbers are too many.</summary>
    public static NoiseSpectrum OfProducts<T>(Objective<T> objective, NoiseForms<T> forms, NoiseOptions options, NoiseMeter meter, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var covariance = new NoiseCovariance<T>(objective);
        var search = new LanczosOptions { Top = options.TopK, MaxProducts = options.MaxProducts };
        var found = Lanczos.Solve(covariance, search, options.Seed.Stream("noise/lanczos-start"), workers: options.Workers, progress: meter, cancellationToken: cancellationToken);
        if (found.Stop == LanczosStop.NotFinite) throw new ArithmeticException(found.Advice);
        meter.End(found.Products);

        // ‖Σ‖²_F = tr(ΣΣ); the error of the root is that of the square by its slope.
        var square = forms.WithItself(found, cancellationToken);
        var norm = Math.Sqrt(square.Value);
        return new NoiseSpectrum(Values(found), norm > 0 ? new Estimate(norm, square.StandardError / (2 * norm), square.Products) : default);
    }

    private static ImmutableArray<Inspection.Eigenvalue> Values<T>(LanczosResult<T> found)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. found.Top.Select(value => new Inspection.Eigenvalue(value.Value, value.Residual))];

    // K ← (I − 11ᵀ/n) K (I − 11ᵀ/n) / n, exactly symmetric.
    private static void Centre(double[] gram, int n)
    {
        var means = new double[n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) means[i] += gram[(i * n) + j] / n;
        var mean = means.Average();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var product = (0.5 * (gram[(i * n) + j] + gram[(j * n) + i])) - means[i] - means[j] + mean;
                gram[(i * n) + j] = gram[(j * n) + i] = product / n;
            }
        }
    }
}
