using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The inputs one after another along an axis.</summary>
internal sealed class Concat() : OnnxOperator("Concat")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        OnnxTensor[] parts = [.. inputs.Select(input => input ?? throw call.Bad("an absent input", "arrays"))];
        var axis = RequireFit(call, [.. parts.Select(part => part.Shape)]);
        var type = parts[0].Type;
        if (parts.Any(part => part.Type != type)) throw call.Bad("inputs of several types", "one type");
        var first = parts[0].Shape;
        var shape = call.FoldedShape(type, [.. first.Extents.Select((extent, a) => a == axis ? parts.Sum(part => (long)part.Shape[axis]) : extent)]);
        var bytes = new byte[shape.Length * type.Size()];
        for (int outer = 0, at = 0; outer < first.Count(..axis); outer++)
        {
            foreach (var part in parts)
            {
                var length = part.Shape.Count(axis..) * type.Size();
                part.Bytes.Span.Slice(outer * length, length).CopyTo(bytes.AsSpan(at));
                at += length;
            }
        }

        return [new OnnxTensor(type, shape, bytes)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        TraceValue<T>[] parts = [.. Enumerable.Range(0, inputs.Count).Select(i => inputs[i])];
        if (parts.Length > 0 && call.Axis(call.Integer("axis"), parts[0].Rank) > 0) parts = [.. BakedBatch.Repeated(inputs, parts)];
        var axis = RequireFit(call, [.. parts.Select(part => part.Shape)]);
        parts = [.. parts.Where(part => part.Shape[axis] > 0)];
        int[] order = [.. (parts.FirstOrDefault(part => part is NodeValue<T>) ?? parts[0]).Order];
        if (parts.Length == 1) return [parts[0]];
        return [inputs.Node(new Concat<T>(Array.IndexOf(order, axis), [.. parts.Select(part => part.Stored(order))]), order)];
    }

    private static int RequireFit(OnnxCall call, Basin.Numerics.Graphs.Shape[] shapes)
    {
        if (shapes.Length == 0) throw call.Bad("no inputs", "at least one");
        var axis = call.Axis(call.Integer("axis"), shapes[0].Rank);
        foreach (var shape in shapes)
        {
            if (shape.Rank != shapes[0].Rank || shape.Extents.Where((extent, a) => a != axis && extent != shapes[0][a]).Any())
                throw call.Bad($"shapes {shapes[0]} and {shape}", "shapes that differ along the axis only");
        }

        call.Shape([.. shapes[0].Extents.Select((extent, a) => a == axis ? shapes.Sum(shape => (long)shape[axis]) : extent)]);
        return axis;
    }
}
