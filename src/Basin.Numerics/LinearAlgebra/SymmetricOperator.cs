using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>A symmetric map A = Aᵀ of ℝⁿ, known only through its products. Whoever derives from it promises the symmetry.</summary>
/// <param name="dimension">n, at least 1.</param>
/// <typeparam name="T">float or double.</typeparam>
public abstract class SymmetricOperator<T>(int dimension) : LinearOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The length n of every vector.</summary>
    public int Dimension { get; } = dimension >= 1
        ? dimension
        : throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "An operator acts on vectors of at least one number.");

    /// <inheritdoc/>
    public sealed override int Rows => Dimension;

    /// <inheritdoc/>
    public sealed override int Columns => Dimension;
}
