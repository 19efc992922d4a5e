using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>x kept between constant bounds.</summary>
internal sealed class Clip() : OnnxOperator("Clip")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (call.Required(inputs, 0).Type.IsFloat()) return null;
        var x = call.Required(inputs, 0);
        if (inputs.ElementAtOrDefault(1) is { } low) x = FoldedArithmetic.Apply<Max.Function>(call, x, low);
        if (inputs.ElementAtOrDefault(2) is { } high && x is not null) x = FoldedArithmetic.Apply<Min.Function>(call, x, high);
        return x is null ? null : [x];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        // Up to opset 10 the bounds were attributes.
        var low = inputs.Optional(1) is null ? call.Float("min", double.NegativeInfinity) : inputs.Number(1);
        var high = inputs.Optional(2) is null ? call.Float("max", double.PositiveInfinity) : inputs.Number(2);
        return [inputs.Node(inputs[0].AsStored().Clip(low, high), inputs[0].Order)];
    }
}
