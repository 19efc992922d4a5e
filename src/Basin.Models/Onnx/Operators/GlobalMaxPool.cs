using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The largest number of each channel over all pixels, which stay as axes of extent 1.</summary>
internal sealed class GlobalMaxPool() : OnnxOperator("GlobalMaxPool")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        if (x.Rank < 3) throw call.Bad($"an input of shape {x.Shape}", "images (n, c, h, w)");
        var rows = new Reshape<T>(x.Plain(), new(x.Shape[0], x.Shape[1], x.Shape.Count(2..)));
        return [inputs.Node(new Reshape<T>(new Largest<T>(rows), new([.. x.Shape.Extents[..2], .. Enumerable.Repeat(1, x.Rank - 2)])))];
    }
}
