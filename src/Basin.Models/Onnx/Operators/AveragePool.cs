using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The mean of each window, over the elements inside or also over the pads.</summary>
internal sealed class AveragePool() : OnnxOperator("AveragePool")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (x.Rank < 3) throw call.Bad($"an input of shape {x.Shape}", "images (n, c, h, w)");
        int[] extents = [.. x.Shape.Extents[2..]];
        var window = WindowSettings.Read(call, extents, null);
        var (roundsUp, countsPads) = (call.Flag("ceil_mode"), call.Flag("count_include_pad"));
        if (roundsUp && countsPads) throw call.Bad("ceil_mode with count_include_pad", "one of them");
        var counts = Windows.Count(call, extents, window, roundsUp);
        call.Shape([x.Shape[0], x.Shape[1], .. counts.Select(count => (long)count)]);
        if (Windows.ToPooling(window, roundsUp) is { } pooling) return [Windows.Result(inputs, new AveragePooling<T>(Windows.Images(x), pooling, countsPads))];

        var windows = Windows.Of(call, x.Shape, window, counts);
        var size = windows.Shape[^1];
        var shares = windows.Sources.Chunk(size).Select(sources => 1f / (countsPads ? size : sources.Count(source => source >= 0))).ToArray();
        var sums = windows.Apply(x.Plain()).Sum([windows.Shape.Rank - 1]);
        return [inputs.Node(sums.Multiply(inputs.Constant(OnnxTensor.Of(sums.Shape, shares)).Plain()))];
    }
}
