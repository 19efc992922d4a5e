using System.Numerics;
using Basin.Models;

namespace Basin.Analysis.Operators;

/// <summary>
/// The Fisher information F = mean over examples of E[gₑgₑᵀ], over targets drawn from the model's own distribution: exact, by its
/// equality with the Gauss-Newton matrix.
/// </summary>
/// <remarks>
/// With r = ∂ℓ/∂z, E[ggᵀ] = Jᵀ E[rrᵀ] J. Each loss here is the negative log-likelihood of an exponential family in its natural
/// parameters z (classes by softmax, a unit Gaussian, a coin), for which E[rrᵀ] = ∂²ℓ/∂z² = M whatever the target; hence F = JᵀMJ = G.
/// A loss without that property would need the expectation. Source: Martens, New insights and perspectives on the natural gradient
/// method (2020), section 9. A product costs about one and a half gradients.
/// </remarks>
/// <param name="objective">L; it must stay at its point.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Fisher<T>(Objective<T> objective) : ObjectiveOperator<T>(objective, objective.ParameterCount)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken) =>
        Objective.GaussNewtonProduct(x, y, cancellationToken);
}
