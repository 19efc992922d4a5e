using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Parts of an array along an axis by their indices: the entries of a shape, or the rows of an embedding by tokens.</summary>
internal sealed class Gather() : OnnxOperator("Gather")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs is not [{ } data, { } indices]) throw call.Bad($"{inputs.Count} inputs", "an array and indices");
        var axis = call.Axis(call.Integer("axis", 0), data.Shape.Rank);
        var places = Places(call, indices, data.Shape[axis]);
        var shape = call.FoldedShape(data.Type, [.. data.Shape.Extents[..axis], .. indices.Shape.Extents, .. data.Shape.Extents[(axis + 1)..]]);
        var length = data.Shape.Count((axis + 1)..) * data.Type.Size();
        var bytes = new byte[shape.Length * data.Type.Size()];
        for (int outer = 0, at = 0; outer < data.Shape.Count(..axis); outer++)
        {
            foreach (var place in places)
            {
                data.Bytes.Span.Slice(((outer * data.Shape[axis]) + place) * length, length).CopyTo(bytes.AsSpan(at));
                at += length;
            }
        }

        return [new OnnxTensor(data.Type, shape, bytes)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (data, indices) = (inputs[0], inputs[1]);
        var axis = call.Axis(call.Integer("axis", 0), data.Rank);
        var shape = call.Shape([.. data.Shape.Extents[..axis], .. indices.Shape.Extents, .. data.Shape.Extents[(axis + 1)..]]);
        if (indices.Constant is { } known)
        {
            var places = Places(call, known, data.Shape[axis]);

            // All in their order, as positions are looked up: the operations above then read the table itself.
            if (places.SequenceEqual(Enumerable.Range(0, data.Shape[axis]))) return [data.Reshaped(shape)];
            if (known.Length == 1)
            {
                int[] order = [.. data.Order];
                var one = new NodeValue<T>(data.Type, data.Stored(order).Slice(Array.IndexOf(order, axis), places[0], 1), order);
                return [one.Reshaped(shape)];
            }

            if (axis != 0)
            {
                call.RequireSmall(4L * data.Shape.Length / data.Shape[axis] * places.Length / call.Budget.Examples);
                return [inputs.Node(Movement.Along(data.Shape, [.. data.Shape.Extents.Select((extent, a) => a == axis ? places : [.. Enumerable.Range(0, extent)])]).Apply(data.Plain()))
                    .Reshaped(shape)];
            }

            indices = inputs.Constant(OnnxTensor.Of(known.Shape, places));
        }

        if (axis != 0) throw call.Bad($"indices along axis {axis}", "axis 0, or constant indices");
        return [inputs.Node(new Gather<T>(data.Plain(), indices.Plain()))];
    }

    private static int[] Places(OnnxCall call, OnnxTensor indices, int extent)
    {
        if (indices.Type is not (ElementType.Int32 or ElementType.Int64)) throw call.Bad($"indices of type {indices.Type}", "int32 or int64");
        return [.. indices.To<long>().Select(index => index >= -extent && index < extent ? (int)(index < 0 ? index + extent : index) : throw call.Bad($"index {index} along an axis of {extent}", "indices inside it"))];
    }
}
