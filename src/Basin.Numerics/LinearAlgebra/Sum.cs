using System.Numerics;

namespace Basin.Numerics.LinearAlgebra;

/// <summary>A + B. Owns n scalars of workspace; one product costs one of each.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sum<T> : SymmetricOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SymmetricOperator<T> _first;
    private readonly SymmetricOperator<T> _second;
    private readonly T[] _product;

    /// <summary>Adds two operators of one dimension.</summary>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public Sum(SymmetricOperator<T> first, SymmetricOperator<T> second)
        : base(first.Dimension)
    {
        if (first.Dimension != second.Dimension)
            throw new ArgumentException($"An operator of dimension {second.Dimension} cannot be added to one of dimension {first.Dimension}.", nameof(second));
        (_first, _second) = (first, second);
        _product = new T[first.Dimension];
    }

    /// <inheritdoc/>
    protected override void MultiplyCore(ReadOnlySpan<T> x, Span<T> y, CancellationToken cancellationToken)
    {
        _first.Multiply(x, y, cancellationToken);
        _second.Multiply(x, _product, cancellationToken);
        Vectors.AddScaled(T.One, _product, y);
    }
}
