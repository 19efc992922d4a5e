using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>The number of elements: known while building, whatever they are.</summary>
internal sealed class SizeOperator() : OnnxOperator("Size")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) => [inputs.Constant(OnnxTensor.Scalar(inputs[0].Shape.Length))];
}
