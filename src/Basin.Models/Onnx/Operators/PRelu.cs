using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>x where x is not negative, slope·x elsewhere.</summary>
internal sealed class PRelu() : OnnxOperator("PRelu")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (x, slope, order) = Broadcasting.Align(call, inputs[0], inputs[1]);
        return [inputs.Node(x.ParametricRelu(slope), order)];
    }
}
