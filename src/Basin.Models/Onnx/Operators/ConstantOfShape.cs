using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>One number, everywhere.</summary>
internal sealed class ConstantOfShape() : ConstantOperator("ConstantOfShape")
{
    /// <inheritdoc/>
    public override bool HasDerivative => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var value = call.Tensor("value") ?? OnnxTensor.Of(Shape.Scalar, new float[1]);
        if (value.Length != 1) throw call.Bad($"a value of shape {value.Shape}", "one number");
        var shape = call.FoldedShape(value.Type, Input(call, inputs, 0).To<long>());
        return [new Movement(shape, new int[shape.Length]).Apply(value)];
    }
}
