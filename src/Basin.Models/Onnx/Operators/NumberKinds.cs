using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>Whether each number is NaN.</summary>
internal sealed class IsNaN() : ConstantOperator("IsNaN")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = Input(call, inputs, 0);
        return [OnnxTensor.Of(x.Shape, Array.ConvertAll(x.To<double>(), double.IsNaN))];
    }
}

/// <summary>Whether each number is infinite, on one side or both.</summary>
internal sealed class IsInf() : ConstantOperator("IsInf")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = Input(call, inputs, 0);
        var (negative, positive) = (call.Flag("detect_negative", true), call.Flag("detect_positive", true));
        return [OnnxTensor.Of(x.Shape, Array.ConvertAll(x.To<double>(), value => (negative && double.IsNegativeInfinity(value)) || (positive && double.IsPositiveInfinity(value))))];
    }
}
