using System.Numerics;
using Basin.Numerics.Kernels;

namespace Basin.Numerics.Graphs.Operations;

/// <summary>Makes the linear maps that move, repeat, drop or sum elements; see <see cref="Rearrange{T}"/>.</summary>
public static class Rearranging
{
    /// <summary>y[…, i_{order[a]}, …] = x[i]: axis a of y is axis order[a] of x.</summary>
    /// <exception cref="ArgumentException"><paramref name="order"/> is no permutation of the axes.</exception>
    public static Operation<T> Transpose<T>(this Operation<T> x, params ReadOnlySpan<int> order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Enumerable.Range(0, x.Shape.Rank).SequenceEqual(order.ToArray().Order()))
            throw new ArgumentException($"Transpose of shape {x.Shape} by ({string.Join(", ", order.ToArray())}); wanted each axis once.", nameof(order));
        var strides = StridedCopy.DenseStrides(x.Shape.Extents.AsSpan());
        int[] extents = [.. order.ToArray().Select(axis => x.Shape[axis])];
        int[] source = [.. order.ToArray().Select(axis => strides[axis])];
        return new Rearrange<T>(
            x, new Shape(extents), new(extents, source, StridedCopy.DenseStrides(extents)), order.Length == 0 || order[0] == 0 ? x.ExampleAxis : ExampleAxis.Lost);
    }

    /// <summary>Elements start, start + step, … of one axis, <paramref name="count"/> of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An element would lie outside x.</exception>
    public static Operation<T> Slice<T>(this Operation<T> x, int axis, int start, int count, int step = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var last = start + ((count - 1) * step);
        if (count < 1 || start < 0 || last < 0 || start >= x.Shape[axis] || last >= x.Shape[axis])
            throw new ArgumentOutOfRangeException(nameof(start), $"Slice of {count} from {start} in steps of {step} leaves axis {axis} of shape {x.Shape}.");
        var strides = StridedCopy.DenseStrides(x.Shape.Extents.AsSpan());
        int[] extents = [.. x.Shape.Extents];
        extents[axis] = count;
        int[] source = [.. strides];
        source[axis] *= step;
        var whole = count == x.Shape[axis] && step == 1;
        return new Rearrange<T>(
            x, new Shape(extents), new(extents, source, StridedCopy.DenseStrides(extents), SourceOffset: start * strides[axis]), axis > 0 || whole ? x.ExampleAxis : ExampleAxis.Lost);
    }

    /// <summary>Adds zeros before and after x along one axis.</summary>
    public static Operation<T> Pad<T>(this Operation<T> x, int axis, int before, int after)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        int[] extents = [.. x.Shape.Extents], padded = [.. extents];
        padded[axis] += before + after;
        var target = StridedCopy.DenseStrides(padded);
        return new Rearrange<T>(
            x, new Shape(padded), new(extents, StridedCopy.DenseStrides(extents), target, TargetOffset: before * target[axis]), axis > 0 ? x.ExampleAxis : ExampleAxis.Lost);
    }

    /// <summary>
    /// Repeats x along axes of extent 1, and along new leading axes, until it has <paramref name="shape"/>. What does not depend
    /// on data and repeats along axis 0 is taken to repeat for each example, as a class token does.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Operation<T> Expand<T>(this Operation<T> x, Shape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] extents = [.. shape.Extents];
        var keepsExamples = x.Shape.Rank == shape.Rank && (x.Shape.Rank == 0 || x.Shape[0] == shape[0]);
        return new Rearrange<T>(
            x, shape, new(extents, BroadcastStrides(x.Shape, shape), StridedCopy.DenseStrides(extents)), keepsExamples ? x.ExampleAxis : ExampleAxis.Lost);
    }

    /// <summary>Sums x over <paramref name="axes"/>, which stay with extent 1 or go.</summary>
    public static Operation<T> Sum<T>(this Operation<T> x, ReadOnlySpan<int> axes, bool keepAxes = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] extents = [.. x.Shape.Extents], kept = [.. extents];
        foreach (var axis in axes) kept[axis] = 1;
        var target = StridedCopy.DenseStrides(kept);
        foreach (var axis in axes) target[axis] = 0;
        var summed = axes.ToArray();
        int[] shape = keepAxes ? kept : [.. extents.Where((_, axis) => !summed.Contains(axis))];
        return new Rearrange<T>(
            x, new Shape(shape), new(extents, StridedCopy.DenseStrides(extents), target), summed.Contains(0) ? ExampleAxis.Lost : x.ExampleAxis);
    }

    /// <summary>The strides with which an array of shape <paramref name="from"/> is read as one of shape <paramref name="to"/>.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    internal static int[] BroadcastStrides(Shape from, Shape to)
    {
        var dense = StridedCopy.DenseStrides(from.Extents.AsSpan());
        var strides = new int[to.Rank];
        var lead = to.Rank - from.Rank;
        for (var axis = 0; axis < to.Rank; axis++)
        {
            var extent = axis < lead ? 1 : from[Math.Max(0, axis - lead)];
            if (lead < 0 || (extent != 1 && extent != to[axis]))
                throw new ArgumentException($"Shape {from} does not broadcast to {to}: every axis, counted from the end, must be equal or 1.");
            strides[axis] = extent == 1 ? 0 : dense[axis - lead];
        }

        return strides;
    }
}
