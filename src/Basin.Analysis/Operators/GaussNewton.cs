using System.Numerics;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Operators;

/// <summary>G = mean over examples of JᵀMJ, with J the Jacobian of the network's outputs by θ and M the Hessian of the loss by the outputs.</summary>
/// <remarks>Positive semidefinite for a convex loss; equal to the Hessian where the network is linear. A product costs about one and a half gradients. Source: Schraudolph, Fast curvature matrix-vector products (2002).</remarks>
/// <param name="objective">L; it must stay at its point.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GaussNewton<T>(Objective<T> objective) : SymmetricOperator<T>(objective.ParameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        objective.GaussNewtonProduct(x, y, cancellationToken);

    /// <inheritdoc/>
    protected override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken) =>
        objective.GaussNewtonProduct(x, y, cancellationToken);
}
