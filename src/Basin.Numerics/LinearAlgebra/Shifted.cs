using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>A + μI.</summary>
/// <param name="inner">A.</param>
/// <param name="shift">μ.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Shifted<T>(SymmetricOperator<T> inner, T shift) : SymmetricOperator<T>(inner.Dimension)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        inner.Multiply(x, y, cancellationToken);
        Vectors.AddScaled(shift, x, y);
    }

    /// <inheritdoc/>
    protected override void MultiplyBlockCore(ReadOnlySpan<T> x, Span<T> y, int count, CancellationToken cancellationToken)
    {
        inner.MultiplyBlock(x, y, count, cancellationToken);
        Vectors.AddScaled(shift, x, y);
    }
}
