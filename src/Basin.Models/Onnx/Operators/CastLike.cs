using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>The input in the type of another.</summary>
internal sealed class CastLike() : OnnxOperator("CastLike")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        call.Ignore("saturate");
        return inputs is [{ } x, { } like] ? [ElementConversion.Convert(x, like.Type)] : throw call.Bad($"{inputs.Count} inputs", "two");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        call.Ignore("saturate");
        var (x, type) = (inputs[0], inputs[1].Type);
        return x.Type == type || (x.Type.IsFloat() && type.IsFloat()) ? [x.OfType(type)]
            : throw call.Bad($"{x.Type} converted to {type}", "floating-point numbers");
    }
}
