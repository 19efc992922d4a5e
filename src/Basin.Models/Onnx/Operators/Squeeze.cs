using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Drops axes of extent 1: those named, or all.</summary>
internal sealed class Squeeze() : OnnxOperator("Squeeze")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var named = inputs.Optional(1) is null ? call.Integers("axes") : [.. inputs.Integers(1)];
        var axes = call.Axes(named ?? [.. Enumerable.Range(0, x.Rank).Where(axis => x.Shape[axis] == 1).Select(axis => (long)axis)], x.Rank);
        if (axes.FirstOrDefault(axis => x.Shape[axis] != 1, -1) is >= 0 and var wide) throw call.Bad($"axis {wide} of shape {x.Shape}", "axes of extent 1");
        return [x.Reshaped(new([.. x.Shape.Extents.Where((_, axis) => !axes.Contains(axis))]))];
    }
}
