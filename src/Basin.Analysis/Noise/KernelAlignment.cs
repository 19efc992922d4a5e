using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Noise;

/// <summary>How gradient noise aligns with curvature in a model with one output and squared error, from the tangent kernel K = JJᵀ and the residuals e.</summary>
/// <remarks>
/// With G = JᵀJ/n and Σ = (1/n) Σ eᵢ²∇fᵢ∇fᵢᵀ − ∇L∇Lᵀ everything is a sum over K, and no matrix over parameters is needed.
/// Source: Wu, Wang and Su, The alignment property of SGD noise and how it helps select flat minima (2022).
/// </remarks>
public sealed record KernelAlignment
{
    /// <summary>μ = tr(ΣG)/(2L‖G‖_F²).</summary>
    public required double Value { get; init; }

    /// <summary>tr(ΣG)/(‖Σ‖_F‖G‖_F).</summary>
    public required double Cosine { get; init; }

    /// <summary>‖Σ‖_F/(2L‖G‖_F).</summary>
    public required double Magnitude { get; init; }

    /// <summary>What μ would be if noise of the same trace pointed in all p directions alike.</summary>
    public required double IsotropicControl { get; init; }

    /// <summary>minᵢ χᵢ/mean χ − λ₁²/‖G‖_F² ≤ μ, with χᵢ = Σⱼ Kᵢⱼ²; often below 0.</summary>
    public required double Lower { get; init; }

    /// <summary>maxᵢ χᵢ/mean χ ≥ μ.</summary>
    public required double Upper { get; init; }

    /// <summary>‖G‖_F.</summary>
    public required double FrobeniusNorm { get; init; }

    /// <summary>λ₁ of G.</summary>
    public required double Sharpness { get; init; }

    /// <summary>L = (1/2n) Σ eᵢ².</summary>
    public required double Loss { get; init; }

    /// <summary>Measures at a point.</summary>
    /// <param name="kernel">K, shape (n, n).</param>
    /// <param name="residuals">e, shape (n), not all zero.</param>
    /// <param name="parameters">p.</param>
    /// <param name="sharpness">λ₁ of G, where it is known; else it costs 4n³/3 flops.</param>
    public static KernelAlignment Of(ReadOnlySpan<double> kernel, ReadOnlySpan<double> residuals, int parameters, double? sharpness = null)
    {
        var n = residuals.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(kernel.Length, n * n);
        var (squares, trace) = (new double[n], 0.0);
        var pulled = new double[n];
        for (var i = 0; i < n; i++)
        {
            var row = kernel.Slice(i * n, n);
            (squares[i], pulled[i]) = (Vectors.Dot(row, row), Vectors.Dot(row, residuals));
            trace += row[i];
        }

        var (loss, norm) = (Vectors.Dot(residuals, residuals) / (2 * n), Math.Sqrt(squares.Sum()) / n);
        var first = 0.0;
        for (var i = 0; i < n; i++) first += residuals[i] * residuals[i] * squares[i] / n / n;
        var curvature = first - (Vectors.Dot<double>(pulled, pulled) / n / n / n);
        var (noiseTrace, noiseSquares) = Noise(kernel, residuals, pulled);
        var (scale, mean, largest) = (2 * loss * norm, squares.Average(), sharpness ?? Largest(kernel, n));
        return new KernelAlignment
        {
            Value = curvature / (scale * norm),
            Cosine = curvature / (Math.Sqrt(noiseSquares) * norm),
            Magnitude = Math.Sqrt(noiseSquares) / scale,
            IsotropicControl = noiseTrace * (trace / n) / (parameters * scale * norm),
            Lower = (squares.Min() / mean) - (largest * largest / norm / norm),
            Upper = squares.Max() / mean,
            FrobeniusNorm = norm,
            Sharpness = largest,
            Loss = loss,
        };
    }

    // tr Σ and ‖Σ‖_F² as tr(AK) and tr(AKAK), A = diag(e²)/n − eeᵀ/n².
    private static (double Trace, double Squares) Noise(ReadOnlySpan<double> kernel, ReadOnlySpan<double> residuals, double[] pulled)
    {
        var n = residuals.Length;
        var (trace, squares, product) = (0.0, 0.0, new double[n * n]);
        for (var i = 0; i < n; i++)
        {
            var e = residuals[i];
            for (var j = 0; j < n; j++) product[(i * n) + j] = (e * e * kernel[(i * n) + j] / n) - (e * pulled[j] / n / n);
        }

        for (var i = 0; i < n; i++)
        {
            trace += product[(i * n) + i];
            for (var j = 0; j < n; j++) squares += product[(i * n) + j] * product[(j * n) + i];
        }

        return (trace, squares);
    }

    private static double Largest(ReadOnlySpan<double> kernel, int n)
    {
        var eigen = new SymmetricEigen(n);
        eigen.DecomposeLast(kernel, n, n);
        return eigen.Values[^1] / n;
    }
}
