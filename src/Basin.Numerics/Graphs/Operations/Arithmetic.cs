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

    /// <summary>aᵇ, element by element.</summary>
    public static Operation<T> Power<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, Exponentiation<T>>(a, b);

    /// <summary>The larger of a and b.</summary>
    public static Operation<T> Maximum<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, Maximum<T>>(a, b);

    /// <summary>The smaller of a and b.</summary>
    public static Operation<T> Minimum<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, Minimum<T>>(a, b);

    /// <summary>What is left of a after whole multiples of b, with the sign of a.</summary>
    public static Operation<T> Remainder<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, Remainder<T>>(a, b);

    /// <summary>a where a is not negative, b·a elsewhere.</summary>
    public static Operation<T> ParametricRelu<T>(this Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => new Binary<T, ParametricRelu<T>>(a, b);

    /// <summary>a where the mask is not 0, b elsewhere.</summary>
    public static Operation<T> Select<T>(this Operation<T> mask, Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = BroadcastShape(BroadcastShape(mask.Shape, a.Shape), b.Shape);
        return new Select<T>(mask.Broadcast(shape), a.Broadcast(shape), b.Broadcast(shape));
    }

    /// <summary>The shape to which two shapes broadcast.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static Shape BroadcastShape(Shape a, Shape b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        var extents = new int[rank];
        for (var axis = 1; axis <= rank; axis++)
        {
            int extentA = axis > a.Rank ? 1 : a[^axis], extentB = axis > b.Rank ? 1 : b[^axis];
            if (extentA != extentB && extentA != 1 && extentB != 1)
                throw new ArgumentException($"Shapes {a} and {b} do not broadcast: every axis, counted from the end, must be equal or 1.");
            extents[rank - axis] = extentA == 1 ? extentB : extentA;
        }

        return new Shape(extents);
    }

    private static Operation<T> Broadcast<T>(this Operation<T> x, Shape shape)
        where T : unmanaged, IFloatingPointIeee754<T> => x.Shape.Equals(shape) ? x : x.Expand(shape);
}
