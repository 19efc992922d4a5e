using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>The input.</summary>
internal sealed class Identity() : OnnxOperator("Identity")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) => [inputs[0]];
}
