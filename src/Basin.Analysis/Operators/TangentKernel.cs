using System.Numerics;
using Basin.Models;
using Basin.Numerics.Memory;

namespace Basin.Analysis.Operators;

/// <summary>K = JJᵀ, shape (nk, nk): how much a step on one example's output moves another's.</summary>
/// <remarks>
/// Positive semidefinite; examples slowest. For squared error K/n has the nonzero eigenvalues of the Gauss-Newton matrix. A product is a
/// pull, then a push, over all shards: about one and a half gradients. Source: Jacot, Gabriel and Hongler, Neural tangent kernel (2018).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TangentKernel<T> : ObjectiveOperator<T>, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NativeBuffer<T> _pulled;

    /// <summary>At the objective's point, where it must stay.</summary>
    /// <param name="objective">Whose network and examples.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no Jacobian of its own.</exception>
    public TangentKernel(Objective<T> objective)
        : base(objective, checked(objective.Examples * objective.Outputs))
    {
        objective.RequireOwnDerivatives();
        _pulled = new NativeBuffer<T>((long)objective.Directions * objective.ParameterCount);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _pulled.Dispose();

    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        var block = Objective.Directions * Dimension;
        for (var start = 0; start < x.Length; start += block)
        {
            var length = Math.Min(block, x.Length - start);
            var pulled = _pulled.Span[..(length / Dimension * Objective.ParameterCount)];
            Objective.Pull(x.Slice(start, length), pulled, cancellationToken);
            Objective.Push(pulled, y.Slice(start, length), cancellationToken);
        }
    }
}
