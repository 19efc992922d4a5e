using System.Numerics;
using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Tracing;

/// <summary>A rearrangement of elements: for each element of the result, where it comes from, or −1 for a constant.</summary>
/// <param name="Shape">The shape of the result.</param>
/// <param name="Sources">Places in the source, in row-major order of the result.</param>
internal sealed record Movement(Shape Shape, int[] Sources)
{
    /// <summary>Asks for the source of each index of the result, in order. The index is reused: do not keep it.</summary>
    public static Movement Of(Shape shape, Func<int[], int> source)
    {
        var (sources, index) = (new int[shape.Length], new int[shape.Rank]);
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = source(index);
            for (var axis = shape.Rank - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }

        return new(shape, sources);
    }

    /// <summary>The result's axes are the source's, and each moves on its own.</summary>
    /// <param name="from">The source's shape.</param>
    /// <param name="places">For each axis, where each of the result's indices comes from; −1 makes the element a constant.</param>
    public static Movement Along(Shape from, params int[][] places)
    {
        var strides = StridedCopy.DenseStrides(from.Extents.AsSpan());
        int[] sources = [0];
        for (var axis = 0; axis < places.Length; axis++)
        {
            var next = new int[sources.Length * places[axis].Length];
            var at = 0;
            foreach (var before in sources)
                foreach (var place in places[axis]) next[at++] = before < 0 || place < 0 ? -1 : before + (place * strides[axis]);
            sources = next;
        }

        return new(new Shape([.. places.Select(axis => axis.Length)]), sources);
    }

    /// <summary>Repeats along axes of extent 1 and along new leading axes.</summary>
    public static Movement Expand(Shape from, Shape to)
    {
        var strides = StridedCopy.DenseStrides(from.Extents.AsSpan());
        var lead = to.Rank - from.Rank;
        return Of(to, index =>
        {
            var source = 0;
            for (var axis = 0; axis < strides.Length; axis++)
                if (from[axis] > 1) source += index[axis + lead] * strides[axis];
            return source;
        });
    }

    /// <summary>All elements of one tensor, then all of another.</summary>
    public static OnnxTensor Joined(OnnxTensor a, OnnxTensor b) =>
        new(a.Type, new Shape(checked(a.Length + b.Length)), (byte[])[.. a.Bytes.Span, .. b.Bytes.Span]);

    /// <summary>The movement of a constant.</summary>
    /// <param name="x">The source.</param>
    /// <param name="otherwise">One element of the source's type for the places without a source; absent, they are 0.</param>
    public OnnxTensor Apply(OnnxTensor x, OnnxTensor? otherwise = null)
    {
        var size = x.Type.Size();
        var from = x.Bytes.Span;
        var to = new byte[Sources.Length * size];
        for (var i = 0; i < Sources.Length; i++)
        {
            var element = Sources[i] >= 0 ? from.Slice(Sources[i] * size, size) : otherwise is null ? default : otherwise.Bytes.Span[..size];
            element.CopyTo(to.AsSpan(i * size));
        }

        return new(x.Type, Shape, to);
    }

    /// <summary>The movement of a node.</summary>
    public Operation<T> Apply<T>(Operation<T> x, double otherwise = 0)
        where T : unmanaged, IFloatingPointIeee754<T> => new Pick<T>(x, Shape, Sources, otherwise);
}
