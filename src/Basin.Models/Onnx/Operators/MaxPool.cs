using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The largest number of each window.</summary>
internal sealed class MaxPool() : OnnxOperator("MaxPool")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (x.Rank < 3) throw call.Bad($"an input of shape {x.Shape}", "images (n, c, h, w)");
        if (call.HasOutput(1)) throw call.Bad("indices as a second output", "one output");
        call.Ignore("storage_order");
        int[] extents = [.. x.Shape.Extents[2..]];
        var window = WindowSettings.Read(call, extents, null);
        var roundsUp = call.Flag("ceil_mode");
        var counts = Windows.Count(call, extents, window, roundsUp);
        call.Shape([x.Shape[0], x.Shape[1], .. counts.Select(count => (long)count)]);
        if (Windows.ToPooling(window, roundsUp) is { } pooling) return [Windows.Result(inputs, new MaxPooling<T>(Windows.Images(x), pooling))];
        return [inputs.Node(new Largest<T>(Windows.Of(call, x.Shape, window, counts).Apply(x.Plain(), double.NegativeInfinity)))];
    }
}
