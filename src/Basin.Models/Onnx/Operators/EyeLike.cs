using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>Ones on a diagonal, zeros elsewhere.</summary>
internal sealed class EyeLike() : ConstantOperator("EyeLike")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var like = Input(call, inputs, 0);
        var type = call.Integer("dtype", -1) is >= 0 and var code ? OnnxTensorReader.TypeOf((int)Math.Min(code, int.MaxValue)) ?? throw call.Bad($"type {code}", "a number type") : like.Type;
        if (like.Shape.Rank != 2) throw call.Bad($"shape {like.Shape}", "a matrix");
        var shape = call.FoldedShape(ElementType.Int64, [.. like.Shape.Extents]);
        var k = call.Integer("k", 0);
        return [ElementConversion.Convert(OnnxTensor.Of(shape, [.. Enumerable.Range(0, shape.Length).Select(i => (i % shape[1]) - (long)(i / shape[1]) == k ? 1L : 0)]), type)];
    }
}
