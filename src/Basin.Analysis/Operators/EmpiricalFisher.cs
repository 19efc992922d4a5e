using System.Numerics;
using Basin.Models;

namespace Basin.Analysis.Operators;

/// <summary>(1/n) Σ gₑgₑᵀ, the uncentred second moment of the gradients of single examples with their own targets.</summary>
/// <remarks>
/// Positive semidefinite. Despite its name no estimate of the <see cref="Fisher{T}"/> matrix away from a perfect fit: its targets are the
/// data's, not the model's. A product is one push and one pull through the outputs, about one and a half gradients; no gradient is stored.
/// Source: Kunstner, Hennig and Balles, Limitations of the empirical Fisher approximation (2019).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EmpiricalFisher<T> : ObjectiveOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OutputResiduals<T> _residuals;

    /// <summary>Takes the residuals at the objective's point, where it must stay.</summary>
    /// <param name="objective">L.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no gradient of its own.</exception>
    public EmpiricalFisher(Objective<T> objective)
        : base(objective, objective.ParameterCount) => _residuals = OutputResiduals<T>.OfTargets(objective);

    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        _residuals.Multiply(x, y, cancellationToken);
}
