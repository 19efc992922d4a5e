using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>An array in the file; never a parameter.</summary>
internal sealed class Constant() : OnnxOperator("Constant")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (call.Node.Attributes.Length != 1) throw call.Bad($"{call.Node.Attributes.Length} values", "one");
        if (call.Tensor("value") is { } tensor) return [tensor];
        if (call.Integers("value_ints") is { } integers) return [OnnxTensor.List(integers.AsSpan())];
        if (call.Floats("value_floats") is { } floats) return [OnnxTensor.Of(new(floats.Length), floats.ToArray())];
        return call.Node.Attributes[0].Name switch
        {
            "value_int" => [OnnxTensor.Scalar(call.Integer("value_int", 0))],
            "value_float" => [OnnxTensor.Of(Basin.Numerics.Graphs.Shape.Scalar, new[] { (float)call.Float("value_float", 0) })],
            _ => throw call.Bad("a value that is a text or sparse", "a dense array or a number"),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) => throw call.Bad("inputs", "none");
}
