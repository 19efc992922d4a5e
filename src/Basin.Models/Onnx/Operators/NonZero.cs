using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>Where a constant is not 0: its indices, one column each.</summary>
internal sealed class NonZero() : ConstantOperator("NonZero")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = Input(call, inputs, 0);
        int[] found = [.. x.To<double>().Select((value, i) => value != 0 ? i : -1).Where(i => i >= 0)];
        var shape = call.FoldedShape(ElementType.Int64, x.Shape.Rank, found.Length);
        return [OnnxTensor.Of(shape, [.. Enumerable.Range(0, x.Shape.Rank).SelectMany(axis => found.Select(i => (long)(i / x.Shape.Count((axis + 1)..) % x.Shape[axis])))])];
    }
}
