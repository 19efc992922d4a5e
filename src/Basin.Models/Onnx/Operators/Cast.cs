using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Another type: constants are converted, and what depends on the examples is computed in one precision whatever the file says.</summary>
internal sealed class Cast() : OnnxOperator("Cast")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = inputs is [{ } input] ? input : throw call.Bad($"{inputs.Count} inputs", "one");
        var type = Wanted(call);
        call.FoldedShape(ElementType.Float64, [.. x.Shape.Extents]);
        return [x.Type.IsFloat() && type.IsFloat() ? x : ElementConversion.Convert(x, type)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (x, type) = (inputs[0], Wanted(call));
        if (type == ElementType.Bool || (x.Type.IsFloat() && !type.IsFloat()))
            throw call.Bad($"{x.Type} converted to {type}, which has no derivative", "floating-point numbers", "Export it without the conversion.");
        return [x.OfType(type)];
    }

    private static ElementType Wanted(OnnxCall call)
    {
        call.Ignore("saturate");
        return OnnxTensorReader.TypeOf((int)Math.Clamp(call.Integer("to"), 0, int.MaxValue)) ?? throw call.Bad($"type {call.Integer("to")}", "a type of floating-point numbers, integers or booleans");
    }
}
