using System.Numerics;
using Basin.Analysis.Noise;
using Basin.Models;

namespace Basin.Analysis.Estimators;

/// <summary>The trace of the gradient-noise covariance Σ = mean over examples of (gₑ − ∇L)(gₑ − ∇L)ᵀ, alone; <see cref="NoiseMeasures"/> has the rest.</summary>
public static class NoiseTrace
{
    /// <summary>Computes tr Σ = mean ‖gₑ − ∇L‖² from the norms of the per-example gradients.</summary>
    /// <param name="objective">At its point.</param>
    /// <param name="gradient">∇L there; p elements.</param>
    /// <param name="population">Examples of the set that the objective's are a random part of; the objective's own number when it has all.</param>
    /// <param name="cancellationToken">Checked once a shard.</param>
    /// <returns>
    /// No products. Exact over the objective's examples: with the whole set the standard error is 0, with a part of it that of a mean over the part.
    /// </returns>
    /// <remarks>Costs about a gradient and an evaluation. A batch of B drawn with replacement has noise of trace tr Σ / B.</remarks>
    /// <exception cref="NotSupportedException">Examples have no gradients of their own under batch norm's batch statistics.</exception>
    public static Estimate Of<T>(Objective<T> objective, ReadOnlySpan<T> gradient, int population, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T> => ExampleNoise.Of(objective, gradient, cancellationToken).TraceOf(population);
}
