using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The mean of each channel over all pixels, which stay as axes of extent 1.</summary>
internal sealed class GlobalAveragePool() : OnnxOperator("GlobalAveragePool")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (x.Rank < 3) throw call.Bad($"an input of shape {x.Shape}", "images (n, c, h, w)");
        var y = inputs.Node(new GlobalAveragePooling<T>(x.Stored(Images.ChannelsLast(x.Rank))));
        return [y.Reshaped(new([.. x.Shape.Extents[..2], .. Enumerable.Repeat(1, x.Rank - 2)]))];
    }
}
