using System.Numerics;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Analysis.Estimators;

/// <summary>PA on the space that P = I − UUᵀ leaves, where it is the symmetric PAP.</summary>
internal sealed class Projected<T>(SymmetricOperator<T> inner, Deflation<T> known) : SymmetricOperator<T>(inner.Dimension)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        inner.Multiply(x, y, cancellationToken);
        known.Remove(y);
    }
}
