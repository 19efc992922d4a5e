using System.Numerics;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Operators;

/// <summary>H = ∇²L(θ) over the objective's whole data, at the objective's point.</summary>
/// <remarks>A product costs about two gradients. Source: Pearlmutter, Fast exact multiplication by the Hessian (1994).</remarks>
/// <param name="objective">L; it must stay at its point.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Hessian<T>(Objective<T> objective) : SymmetricOperator<T>(objective.ParameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        objective.HessianProduct(x, y, cancellationToken);

    /// <inheritdoc/>
    protected override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken) =>
        objective.HessianProduct(x, y, cancellationToken);
}
