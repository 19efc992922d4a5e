using System.Numerics;
using Basin.Models;

namespace Basin.Analysis.Operators;

/// <summary>H = ∇²L(θ) over the objective's whole data, at the objective's point.</summary>
/// <remarks>A product costs about two gradients. Source: Pearlmutter, Fast exact multiplication by the Hessian (1994).</remarks>
/// <param name="objective">L; it must stay at its point.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Hessian<T>(Objective<T> objective) : ObjectiveOperator<T>(objective, objective.ParameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        Objective.HessianProduct(x, y, cancellationToken);
}
