using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Adds axes of extent 1, at their places in the result.</summary>
internal sealed class Unsqueeze() : OnnxOperator("Unsqueeze")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var named = inputs.Optional(1) is null ? call.Integers("axes") ?? throw call.Bad("no axes", "axes to add") : [.. inputs.Integers(1)];
        if (named.Length > 32 - x.Rank) throw call.Bad($"{named.Length} new axes", "at most 32 axes in all");
        var axes = call.Axes(named, x.Rank + named.Length);
        var next = 0;
        return [x.Reshaped(new([.. Enumerable.Range(0, x.Rank + axes.Length).Select(axis => axes.Contains(axis) ? 1 : x.Shape[next++])]))];
    }
}
