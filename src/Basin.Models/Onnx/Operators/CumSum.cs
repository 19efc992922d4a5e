using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Sums of all elements up to each, along an axis.</summary>
internal sealed class CumSum() : OnnxOperator("CumSum")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var axis = call.Axis(inputs.Integers(1) is [var only] ? only : throw call.Bad("several axes", "one"), x.Rank);
        var (exclusive, reverse, extent) = (call.Flag("exclusive"), call.Flag("reverse"), x.Shape[axis]);
        call.FoldedShape(Data.ElementType.Float32, extent, extent);

        // A product with a triangle of ones.
        var triangle = new float[extent * extent];
        for (var from = 0; from < extent; from++)
            for (var to = 0; to < extent; to++)
                triangle[(from * extent) + to] = (from == to ? !exclusive : from < to != reverse) ? 1 : 0;
        int[] order = [.. Enumerable.Range(0, x.Rank).Where(a => a != axis), axis];
        return [inputs.Node(new Linear<T>(x.Stored(order), inputs.Constant(OnnxTensor.Of(new(extent, extent), triangle)).Plain()), order)];
    }
}
