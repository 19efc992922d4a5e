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
        if (x.Rank != 4) throw call.Bad($"an input of shape {x.Shape}", "images (n, c, h, w)");
        if (call.HasOutput(1)) throw call.Bad("indices as a second output", "one output");
        var window = WindowSettings.Read(call, [.. x.Shape.Extents[2..]], null);
        var (stride, pad) = (window.Strides[0], window.PadsBefore[0]);
        if (call.Flag("ceil_mode") || call.Flag("storage_order")) throw call.Bad("ceil_mode or storage_order", "neither");
        if (window.Strides[1] != stride || window.Dilations.Any(dilation => dilation != 1) || window.PadsBefore.Concat(window.PadsAfter).Any(other => other != pad))
            throw call.Bad("steps or pads that differ, or dilations", "equal steps, equal pads and no dilations");
        var order = Images.ChannelsLast(4);
        return [inputs.Node(new MaxPooling<T>(x.Stored(order), PoolingShape.Square(window.Kernel[0], stride, pad) with { KernelWidth = window.Kernel[1] }), order)];
    }
}
