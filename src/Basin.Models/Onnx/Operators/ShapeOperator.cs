using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>The extents of an array: known while building, whatever its elements.</summary>
internal sealed class ShapeOperator() : OnnxOperator("Shape")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var shape = inputs[0].Shape;
        var first = Bound(call.Integer("start", 0), shape.Rank);
        var last = Math.Max(first, Bound(call.Integer("end", shape.Rank), shape.Rank));
        return [inputs.Constant(OnnxTensor.List([.. shape.Extents[first..last].Select(extent => (long)extent)]))];
    }

    private static int Bound(long index, int rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);
}
