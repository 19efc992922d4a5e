using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>The input: a loss that Basin can differentiate drops nothing.</summary>
internal sealed class Dropout() : OnnxOperator("Dropout")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        call.Ignore("seed", "ratio");
        call.IgnoreInputs(1);
        call.Note("Dropout is left out: nothing is dropped, as in evaluation mode.");
        var x = inputs[0];
        return call.HasOutput(1) ? [x, inputs.Constant(Kept(call.FoldedShape(ElementType.Bool, [.. x.Shape.Extents])))] : [x];
    }

    private static OnnxTensor Kept(Shape shape) => OnnxTensor.Of(shape, Enumerable.Repeat(true, shape.Length).ToArray());
}
