using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>Windows of any number of axes, steps, holes and pads, taken out element by element: for the geometries that have no operation of their own.</summary>
internal static class Windows
{
    /// <summary>How many windows there are along each axis.</summary>
    public static int[] Count(OnnxCall call, int[] extents, WindowSettings window, bool roundsUp)
    {
        var counts = new int[extents.Length];
        for (var axis = 0; axis < counts.Length; axis++)
        {
            var rest = extents[axis] + window.PadsBefore[axis] + window.PadsAfter[axis] - (((long)window.Kernel[axis] - 1) * window.Dilations[axis]) - 1;
            if (rest < 0) throw call.Bad($"a window [{string.Join(", ", window.Kernel)}] over [{string.Join(", ", extents)}]", "windows that fit");
            counts[axis] = (int)(rest / window.Strides[axis]) + 1;

            // A window that is only partly inside counts if it begins in the array or before it.
            if (roundsUp && rest % window.Strides[axis] != 0 && (long)counts[axis] * window.Strides[axis] < extents[axis] + window.PadsBefore[axis]) counts[axis]++;
        }

        return counts;
    }

    /// <summary>From (n, c, extents…) to (n, c, counts…, elements of a window); outside there is a constant.</summary>
    public static Movement Of(OnnxCall call, Shape x, WindowSettings window, int[] counts)
    {
        int rank = counts.Length, size = window.Kernel.Aggregate(1, (product, extent) => product * extent);
        var kernel = StridedCopy.DenseStrides(window.Kernel);
        var strides = StridedCopy.DenseStrides(x.Extents.AsSpan());
        var shape = call.Shape([x[0], x[1], .. counts.Select(count => (long)count), size]);
        call.RequireSmall(4L * shape.Length / call.Budget.Examples);
        return Movement.Of(shape, at =>
        {
            var source = (at[0] * strides[0]) + (at[1] * strides[1]);
            for (var axis = 0; axis < rank; axis++)
            {
                var inWindow = at[^1] / kernel[axis] % window.Kernel[axis];
                var place = (at[axis + 2] * window.Strides[axis]) - window.PadsBefore[axis] + (inWindow * window.Dilations[axis]);
                if (place < 0 || place >= x[axis + 2]) return -1;
                source += place * strides[axis + 2];
            }

            return source;
        });
    }

    /// <summary>The same as a pooling of images or, with one row, of lines; null when it has holes or more axes.</summary>
    public static PoolingShape? ToPooling(WindowSettings window, bool roundsUp)
    {
        var rank = window.Kernel.Length;
        if (rank > 2 || window.Dilations.Any(dilation => dilation != 1)) return null;
        for (var axis = 0; axis < rank; axis++)
            if (window.PadsBefore[axis] >= window.Kernel[axis] || window.PadsAfter[axis] >= window.Kernel[axis]) return null;
        return new PoolingShape(rank == 1 ? 1 : window.Kernel[0], window.Kernel[^1])
        {
            StrideY = rank == 1 ? 1 : window.Strides[0],
            StrideX = window.Strides[^1],
            PadTop = rank == 1 ? 0 : window.PadsBefore[0],
            PadBottom = rank == 1 ? 0 : window.PadsAfter[0],
            PadLeft = window.PadsBefore[^1],
            PadRight = window.PadsAfter[^1],
            RoundsUp = roundsUp,
        };
    }

    /// <summary>The images or lines of a value, (n, h, w, c).</summary>
    public static Operation<T> Images<T>(TraceValue<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => x.Stored(Operators.Images.ChannelsLast(x.Rank), Shape(x));

    /// <summary>The shape of those.</summary>
    public static Shape Shape<T>(TraceValue<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => new(x.Shape[0], x.Rank == 3 ? 1 : x.Shape[2], x.Shape[^1], x.Shape[1]);

    /// <summary>Pooled images or lines as a result.</summary>
    public static TraceValue<T> Result<T>(TraceInputs<T> inputs, Operation<T> pooled)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rank = inputs[0].Rank;
        var order = Operators.Images.ChannelsLast(rank);
        return inputs.Node(rank == 4 ? pooled : new Reshape<T>(pooled, new Shape(pooled.Shape[0], pooled.Shape[2], pooled.Shape[3])), order);
    }
}
