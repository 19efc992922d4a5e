using System.Runtime.CompilerServices;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;

namespace Basin.Models.Networks;

/// <summary>Orders of axes: axis i of the result is axis order[i] of the source.</summary>
internal static class Permutation
{
    /// <summary>Each axis in its own place.</summary>
    public static int[] Identity(int rank) => [.. Enumerable.Range(0, rank)];

    /// <summary>The order that undoes another.</summary>
    public static int[] Inverse(ReadOnlySpan<int> order)
    {
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
        return inverse;
    }

    /// <summary>Whether each axis is in its own place.</summary>
    public static bool IsIdentity(ReadOnlySpan<int> order)
    {
        for (var i = 0; i < order.Length; i++)
            if (order[i] != i) return false;
        return true;
    }

    /// <summary>Whether the elements stay where they are: only axes of extent 1 change places.</summary>
    public static bool MovesNothing(Shape source, ReadOnlySpan<int> order)
    {
        var last = -1;
        foreach (var axis in order)
        {
            if (source[axis] == 1) continue;
            if (axis < last) return false;
            last = axis;
        }

        return true;
    }

    /// <summary>The shape of the result.</summary>
    public static Shape Of(Shape source, ReadOnlySpan<int> order)
    {
        var extents = new int[order.Length];
        for (var i = 0; i < order.Length; i++) extents[i] = source[order[i]];
        return new Shape(extents);
    }

    /// <summary>Copies the elements into the new order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TElement>(Shape shape, ReadOnlySpan<int> order, ReadOnlySpan<TElement> source, Span<TElement> result)
    {
        if (MovesNothing(shape, order))
        {
            source.CopyTo(result);
            return;
        }

        var dense = StridedCopy.DenseStrides(shape.Extents.AsSpan());
        int rank = order.Length, last = rank - 1;
        int[] extents = [.. Of(shape, order).Extents], strides = new int[rank], index = new int[rank];
        for (var i = 0; i < rank; i++) strides[i] = dense[order[i]];
        for (int at = 0, from = 0; at < result.Length;)
        {
            for (var i = 0; i < extents[last]; i++) result[at++] = source[from + (i * strides[last])];
            for (var axis = last - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < extents[axis]) break;
                from -= extents[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }
}
