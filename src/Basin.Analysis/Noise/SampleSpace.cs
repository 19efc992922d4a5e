using System.Numerics;
using Basin.Models;
using Basin.Models.Losses;

namespace Basin.Analysis.Noise;

/// <summary>
/// Everything about Σ and G from the tangent kernel K = JJᵀ, shape (nk, nk): gᵢ·gⱼ = rᵢᵀKᵢⱼrⱼ, and with A = SᵀJ, AAᵀ = SᵀKS and Aⱼgᵢ = SⱼᵀKⱼᵢrᵢ.
/// No (p, p) matrix is ever needed.
/// </summary>
internal sealed class SampleSpace
{
    private SampleSpace(double[] gram, double noiseCurvature, double trace, double frobenius) =>
        (Gram, NoiseCurvature, CurvatureTrace, CurvatureNorm) = (gram, noiseCurvature, trace, frobenius);

    /// <summary>gᵢ·gⱼ, shape (n, n).</summary>
    public double[] Gram { get; }

    /// <summary>tr(ΣG).</summary>
    public double NoiseCurvature { get; }

    /// <summary>tr G.</summary>
    public double CurvatureTrace { get; }

    /// <summary>‖G‖_F.</summary>
    public double CurvatureNorm { get; }

    public static SampleSpace Of<T>(Objective<T> objective, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, k) = (objective.Examples, objective.Outputs);
        var all = n * k;
        var kernel = new T[all * all];
        objective.JacobianGram(kernel, cancellationToken);
        var residuals = ExampleNoise.Residuals(objective, cancellationToken);
        var roots = Roots(objective, cancellationToken);

        // c holds Kⱼᵢrᵢ: row (j, a), column i.
        double[] c = new double[all * n], gram = new double[n * n], w = new double[all * n];
        for (var row = 0; row < all; row++)
            for (var i = 0; i < n; i++)
                for (var b = 0; b < k; b++) c[(row * n) + i] += double.CreateTruncating(kernel[(row * all) + (i * k) + b]) * double.CreateTruncating(residuals[(i * k) + b]);
        for (var row = 0; row < all; row++)
            for (var i = 0; i < n; i++) gram[(row / k * n) + i] += double.CreateTruncating(residuals[row]) * c[(row * n) + i];

        // w holds Aⱼgᵢ: row (j, s), column i.
        for (var j = 0; j < n; j++)
            for (var s = 0; s < k; s++)
                for (var a = 0; a < k; a++)
                    for (var i = 0; i < n; i++) w[(((j * k) + s) * n) + i] += roots[(((j * k) + s) * k) + a] * c[(((j * k) + a) * n) + i];
        var noise = 0.0;
        for (var row = 0; row < all; row++)
        {
            var products = w.AsSpan(row * n, n);
            var mean = 0.0;
            foreach (var product in products) mean += product / n;
            foreach (var product in products) noise += (product - mean) * (product - mean);
        }

        var (trace, squares) = Curvature(kernel, roots, n, k);
        return new SampleSpace(gram, noise / n / n, trace / n, Math.Sqrt(squares) / n);
    }

    // Column s of Sⱼ at (j, s).
    private static double[] Roots<T>(Objective<T> objective, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, k) = (objective.Examples, objective.Outputs);
        T[] outputs = new T[n * k], roots = new T[n * k * k];
        objective.WriteOutputs(outputs, cancellationToken);
        var law = OutputLaw<T>.Of(objective.Model.Loss);
        for (var row = 0; row < n * k; row++) law.Root(outputs.AsSpan(row / k * k, k), row % k, roots.AsSpan(row * k, k));
        return [.. roots.Select(double.CreateTruncating)];
    }

    // tr(AAᵀ) and ‖AAᵀ‖²_F, block by block: SᵢᵀKᵢⱼSⱼ.
    private static (double Trace, double Squares) Curvature<T>(T[] kernel, double[] roots, int n, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (trace, squares, all) = (0.0, 0.0, n * k);
        var half = new double[k * k];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                Array.Clear(half);
                for (var a = 0; a < k; a++)
                    for (var t = 0; t < k; t++)
                        for (var b = 0; b < k; b++)
                            half[(a * k) + t] += double.CreateTruncating(kernel[(((i * k) + a) * all) + (j * k) + b]) * roots[(((j * k) + t) * k) + b];
                for (var s = 0; s < k; s++)
                {
                    for (var t = 0; t < k; t++)
                    {
                        var element = 0.0;
                        for (var a = 0; a < k; a++) element += roots[(((i * k) + s) * k) + a] * half[(a * k) + t];
                        squares += element * element;
                        if (i == j && s == t) trace += element;
                    }
                }
            }
        }

        return (trace, squares);
    }
}
