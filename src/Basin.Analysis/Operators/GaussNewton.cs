using System.Numerics;
using Basin.Models;

namespace Basin.Analysis.Operators;

/// <summary>G = mean over examples of JᵀMJ, with J the Jacobian of the network's outputs by θ and M the Hessian of the loss by the outputs.</summary>
/// <remarks>
/// Positive semidefinite for a convex loss; equal to the Hessian where the network is linear, and to the <see cref="Fisher{T}"/>
/// matrix for the losses here. A product costs about one and a half gradients. Source: Schraudolph, Fast curvature matrix-vector products (2002).
/// </remarks>
/// <param name="objective">L; it must stay at its point.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GaussNewton<T>(Objective<T> objective) : ObjectiveOperator<T>(objective, objective.ParameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        Objective.GaussNewtonProduct(x, y, cancellationToken);
}
