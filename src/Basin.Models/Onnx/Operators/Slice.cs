using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Elements start, start + step, … up to an end, along some axes.</summary>
internal sealed class Slice() : MovementOperator("Slice")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var parts = Parts(call, x.Shape, new Settings(call, index => inputs.Optional(index) is null ? null : inputs.Setting(index)));
        int[] order = [.. x.Order];
        var node = x.Stored(order);
        foreach (var (axis, start, step, count) in parts)
            if (start != 0 || step != 1 || count != x.Shape[axis]) node = node.Slice(Array.IndexOf(order, axis), start, count, step);
        return [inputs.Node(node, order)];
    }

    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        int[][] places = [.. shape.Extents.Select(extent => Enumerable.Range(0, extent).ToArray())];
        foreach (var (axis, start, step, count) in Parts(call, shape, settings)) places[axis] = [.. Enumerable.Range(0, count).Select(i => start + (i * step))];
        return [Movement.Along(shape, places)];
    }

    private static IEnumerable<(int Axis, int Start, int Step, int Count)> Parts(OnnxCall call, Shape shape, Settings settings)
    {
        // Up to opset 9 these were attributes.
        long[] starts = settings.Integers(1) ?? List("starts"), ends = settings.Integers(2) ?? List("ends");
        var axes = call.Axes(settings.Integers(3) ?? call.Integers("axes")?.AsEnumerable() ?? Enumerable.Range(0, starts.Length).Select(axis => (long)axis), shape.Rank);
        var steps = settings.Integers(4) ?? [.. axes.Select(_ => 1L)];
        if (starts.Length != axes.Length || ends.Length != axes.Length || steps.Length != axes.Length) throw call.Bad("starts, ends, axes and steps of different lengths", "equal lengths");
        return axes.Select((axis, i) => Part(axis, starts[i], ends[i], steps[i]));

        (int Axis, int Start, int Step, int Count) Part(int axis, long start, long end, long step)
        {
            var extent = shape[axis];
            if (step is 0 or > int.MaxValue or < -int.MaxValue) throw call.Bad($"step {step}", "a step forward or back");
            var from = Math.Clamp(start < 0 ? start + extent : start, step < 0 ? -1 : 0, step < 0 ? extent - 1 : extent);
            var to = Math.Clamp(end < 0 ? end + extent : end, step < 0 ? -1 : 0, step < 0 ? extent - 1 : extent);
            var count = Math.Max(0, (to - from + step - Math.Sign(step)) / step);
            return (axis, (int)from, count <= 1 ? 1 : (int)step, (int)count);
        }

        long[] List(string name) => [.. call.Integers(name) ?? throw call.Bad($"no {name}", name)];
    }
}
