using System.Numerics;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>Makes the element-by-element operations of two nodes; shapes broadcast as NumPy does.</summary>
public static class Arithmetic
{
    /// <summary>a + b.</summary>
    public static Operation<T> Add<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Addition<T>.Fits(a.Shape, b.Shape) ? new Addition<T>(a, b)
        : Addition<T>.Fits(b.Shape, a.Shape) ? new Addition<T>(b, a)
        : new Binary<T, Sum<T>>(a, b);

    /// <summary>a − b.</summary>
    public static Operation<T> Subtract<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, Difference<T>>(a, b);

    /// <summary>a·b.</summary>
    public static Operation<T> Multiply<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, Product<T>>(a, b);

    /// <summary>a / b.</summary>
    public static Operation<T> Divide<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, Quotient<T>>(a, b);
}
