using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>c·A.</summary>
/// <param name="inner">A.</param>
/// <param name="factor">c.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Scaled<T>(SymmetricOperator<T> inner, T factor) : SymmetricOperator<T>(inner.Dimension)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        inner.Multiply(x, y, cancellationToken);
        Vectors.Scale(factor, y);
    }

    /// <inheritdoc/>
    protected override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken)
    {
        inner.MultiplyBlock(x, y, count, cancellationToken);
        Vectors.Scale(factor, y);
    }
}
