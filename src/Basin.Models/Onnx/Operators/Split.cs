using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The input cut into parts along an axis.</summary>
internal sealed class Split() : MovementOperator("Split")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        int[] order = [.. x.Order];
        var (axis, parts) = Parts(call, x.Shape, new Settings(call, index => inputs.Optional(index) is null ? null : inputs.Setting(index)));
        return [.. parts.Select(part => inputs.Node(x.Stored(order).Slice(Array.IndexOf(order, axis), part.Start, part.Count), order))];
    }

    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var (axis, parts) = Parts(call, shape, settings);
        return parts.Select(part => Movement.Along(shape, [.. shape.Extents.Select((extent, a) => a == axis ? Enumerable.Range(part.Start, part.Count).ToArray() : [.. Enumerable.Range(0, extent)])]));
    }

    private static (int Axis, (int Start, int Count)[] Parts) Parts(OnnxCall call, Shape shape, Settings settings)
    {
        var axis = call.Axis(call.Integer("axis", 0), shape.Rank);
        var outputs = call.Node.Outputs.Length;
        var extent = shape[axis];
        if (outputs < 1 || call.Integer("num_outputs", outputs) != outputs) throw call.Bad($"{call.Integer("num_outputs", outputs)} parts for {outputs} outputs", "a part for each output");
        var each = (extent + outputs - 1) / outputs;
        var counts = settings.Integers(1) ?? call.Integers("split")?.ToArray()
            ?? [.. Enumerable.Range(0, outputs).Select(i => (long)Math.Clamp(extent - (i * each), 0, each))];
        if (counts.Length != call.Node.Outputs.Length || counts.Any(count => count < 0 || count > extent) || counts.Sum() != extent)
            throw call.Bad($"parts [{string.Join(", ", counts.Take(8))}] of an axis of {extent}", "as many parts as outputs, which fill the axis");
        var parts = new (int, int)[counts.Length];
        for (int i = 0, start = 0; i < parts.Length; start += (int)counts[i++]) parts[i] = (start, (int)counts[i]);
        return (axis, parts);
    }
}
