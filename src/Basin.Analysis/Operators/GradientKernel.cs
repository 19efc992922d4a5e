using System.Numerics;
using Basin.Models;
using Basin.Numerics.Memory;

namespace Basin.Analysis.Operators;

/// <summary>Kₑₑ′ = gₑ·gₑ′, shape (n, n): the Gram matrix of the gradients of single examples, by products.</summary>
/// <remarks>
/// Positive semidefinite; K/n has the nonzero eigenvalues of the <see cref="EmpiricalFisher{T}"/> matrix. A product is a pull, then a
/// push, over all shards: about one and a half gradients. Where n² numbers fit, <see cref="Objective{T}.ExampleGram"/> gives them all.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GradientKernel<T> : ObjectiveOperator<T>, IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OutputResiduals<T> _residuals;
    private readonly NativeBuffer<T> _outputs, _pulled;

    /// <summary>Takes the residuals at the objective's point, where it must stay.</summary>
    /// <param name="objective">L.</param>
    /// <exception cref="NotSupportedException">Batch norm uses batch statistics, so an example has no gradient of its own.</exception>
    public GradientKernel(Objective<T> objective)
        : base(objective, objective.Examples)
    {
        _residuals = OutputResiduals<T>.OfTargets(objective);
        _outputs = new NativeBuffer<T>((long)objective.Directions * objective.Examples * objective.Outputs);
        _pulled = new NativeBuffer<T>((long)objective.Directions * objective.ParameterCount);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _outputs.Dispose();
        _pulled.Dispose();
    }

    /// <inheritdoc/>
    protected override void MultiplyRows(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        var k = Objective.Outputs;
        var block = Objective.Directions * Dimension;
        for (var start = 0; start < x.Length; start += block)
        {
            var length = Math.Min(block, x.Length - start);
            var outputs = _outputs.Span[..(length * k)];
            var pulled = _pulled.Span[..(length / Dimension * Objective.ParameterCount)];
            for (var i = 0; i < length; i++)
            {
                var residual = _residuals[i % Dimension];
                for (var o = 0; o < k; o++) outputs[(i * k) + o] = x[start + i] * residual[o];
            }

            Objective.Pull(outputs, pulled, cancellationToken);
            Objective.Push(pulled, outputs, cancellationToken);
            for (var i = 0; i < length; i++)
            {
                var residual = _residuals[i % Dimension];
                var sum = T.Zero;
                for (var o = 0; o < k; o++) sum += residual[o] * outputs[(i * k) + o];
                y[start + i] = sum;
            }
        }
    }
}
