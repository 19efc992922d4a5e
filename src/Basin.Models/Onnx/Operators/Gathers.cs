using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>y[…, i, …] = x[…, indices[…, i, …], …] along an axis, with constant indices.</summary>
internal sealed class GatherElements() : MovementOperator("GatherElements")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var indices = settings.Optional(1) ?? throw call.Bad("no indices", "indices");
        return [new Movement(indices.Shape, Places(call, shape, indices, settings.Required(1)))];
    }

    /// <summary>Where in an array of some shape each index points.</summary>
    internal static int[] Places(OnnxCall call, Shape shape, OnnxTensor indices, long[] values)
    {
        var axis = call.Axis(call.Integer("axis", 0), shape.Rank);
        if (indices.Shape.Rank != shape.Rank || indices.Shape.Extents.Where((extent, a) => a != axis && extent > shape[a]).Any())
            throw call.Bad($"indices of shape {indices.Shape} for shape {shape}", "as many axes, none longer but the one indexed");
        var strides = StridedCopy.DenseStrides(shape.Extents.AsSpan());
        var next = 0;
        return Movement.Of(indices.Shape, at =>
        {
            var place = call.Axis(values[next++], shape[axis]) * strides[axis];
            for (var a = 0; a < at.Length; a++)
                if (a != axis) place += at[a] * strides[a];
            return place;
        }).Sources;
    }
}

/// <summary>y[i…] = x[indices[i…]]: parts of an array by constant tuples of indices.</summary>
internal sealed class GatherND() : MovementOperator("GatherND")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var indices = settings.Optional(1) ?? throw call.Bad("no indices", "indices");
        var batch = call.Axis(call.Integer("batch_dims", 0), Math.Min(shape.Rank, indices.Shape.Rank));
        var result = call.Shape([.. indices.Shape.Extents[..^1], .. shape.Extents[Math.Min(shape.Rank, batch + indices.Shape[^1])..]]);
        var starts = Starts(call, shape, indices, settings.Required(1), batch, out var length);
        return [new Movement(result, [.. starts.SelectMany(start => Enumerable.Range(start, length))])];
    }

    /// <summary>Where in an array each tuple of indices points, and the length of what begins there.</summary>
    internal static int[] Starts(OnnxCall call, Shape shape, OnnxTensor indices, long[] values, int batch, out int length)
    {
        var depth = indices.Shape.Rank == 0 ? 0 : indices.Shape[^1];
        if (depth < 1 || batch + depth > shape.Rank || !indices.Shape.Extents[..batch].SequenceEqual(shape.Extents[..batch]))
            throw call.Bad($"indices of shape {indices.Shape} for shape {shape}", "tuples of no more indices than there are axes");
        var strides = StridedCopy.DenseStrides(shape.Extents.AsSpan());
        length = shape.Count((batch + depth)..);
        var (starts, each) = (new int[indices.Length / depth], indices.Shape.Count(batch..^1));
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = i / each * shape.Count(batch..);
            for (var d = 0; d < depth; d++) starts[i] += call.Axis(values[(i * depth) + d], shape[batch + d]) * strides[batch + d];
        }

        return starts;
    }
}
