using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>A itself, with a count of its products: what an answer cost.</summary>
/// <param name="inner">A.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Counting<T>(SymmetricOperator<T> inner) : SymmetricOperator<T>(inner.Dimension)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Products done so far; a block of k vectors counts k.</summary>
    public long Products { get; private set; }

    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        inner.Multiply(x, y, cancellationToken);
        Products++;
    }

    /// <inheritdoc/>
    protected override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken)
    {
        inner.MultiplyBlock(x, y, count, cancellationToken);
        Products += count;
    }
}
