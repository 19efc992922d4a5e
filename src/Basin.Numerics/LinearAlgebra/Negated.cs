using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>−A: the two ends of the spectrum change places.</summary>
/// <param name="inner">A.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Negated<T>(SymmetricOperator<T> inner) : SymmetricOperator<T>(inner.Dimension)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        inner.Multiply(x, y, cancellationToken);
        Vectors.Scale(T.NegativeOne, y);
    }

    /// <inheritdoc/>
    protected override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken)
    {
        inner.MultiplyBlock(x, y, count, cancellationToken);
        Vectors.Scale(T.NegativeOne, y);
    }
}
