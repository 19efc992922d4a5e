using System.Numerics;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Estimators;

/// <summary>The trace of the gradient-noise covariance Σ = mean over examples of (gₑ − ∇L)(gₑ − ∇L)ᵀ.</summary>
public static class NoiseTrace
{
    /// <summary>Computes tr Σ = mean ‖gₑ‖² − ‖∇L‖² from the norms of the per-example gradients.</summary>
    /// <param name="objective">At its point.</param>
    /// <param name="gradient">∇L there; p elements.</param>
    /// <param name="population">Examples of the set that the objective's are a random part of; the objective's own number when it has all.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <returns>
    /// No products. Exact over the objective's examples: with the whole set the standard error is 0, with a part of it that of a mean over the part.
    /// </returns>
    /// <remarks>Costs about one gradient. A batch of B drawn with replacement has noise of trace tr Σ / B.</remarks>
    /// <exception cref="NotSupportedException">Examples have no gradients of their own under batch norm's batch statistics.</exception>
    public static Estimate Of<T>(Objective<T> objective, ReadOnlySpan<T> gradient, int population, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var norms = new T[objective.Examples];
        objective.ExampleSquaredNorms(norms, cancellationToken);
        var (mean, squares) = (0.0, 0.0);
        for (var e = 0; e < norms.Length; e++)
        {
            // Welford: one pass, no cancellation when the mean is large.
            var norm = double.CreateChecked(norms[e]);
            var step = norm - mean;
            mean += step / (e + 1);
            squares += step * (norm - mean);
        }

        var full = Vectors.Dot(gradient, gradient);
        var n = norms.Length;

        // A mean over n drawn without replacement from N varies by (1 − n/N) of the variance of one over n.
        var error = n < 2 ? 0 : Math.Sqrt(squares / (n - 1) / n * Math.Max(0, 1 - ((double)n / population)));
        return new Estimate(Math.Max(0, mean - full), error, 0);
    }
}
