using System.Numerics;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Operators;

/// <summary>Σ = (1/n) Σ (gₑ − ∇L)(gₑ − ∇L)ᵀ, the covariance of the gradients of single examples.</summary>
/// <remarks>
/// Positive semidefinite. A batch of B drawn with replacement has noise of covariance Σ/B; without, (n − B)/(B(n − 1))·Σ. A product is
/// one push and one pull through the outputs, about one and a half gradients; no gradient is stored.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NoiseCovariance<T> : ObjectiveOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OutputResiduals<T> _residuals;
    private readonly T[] _mean;

    /// <summary>Takes the residuals and the gradient at the objective's point, where it must stay.</summary>
    /// <param name="objective">L.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no gradient of its own.</exception>
    public NoiseCovariance(Objective<T> objective)
        : base(objective, objective.ParameterCount)
    {
        _residuals = OutputResiduals<T>.OfTargets(objective);
        _mean = new T[objective.ParameterCount];
        objective.Gradient(_mean);
    }

    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        _residuals.Multiply(x, y, cancellationToken);
        for (var start = 0; start < x.Length; start += Dimension)
            Vectors.AddScaled(T.CreateTruncating(-Vectors.Dot(_mean, x.Slice(start, Dimension))), _mean, y.Slice(start, Dimension));
    }
}
