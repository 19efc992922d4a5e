using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>1 at the first of the largest along an axis of a constant, 0 elsewhere.</summary>
internal sealed class Hardmax() : ConstantOperator("Hardmax")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = Input(call, inputs, 0);
        if (call.Opset < 13) throw call.Bad($"Hardmax of opset {call.Opset}", "opset 13 or later");
        var axis = call.Axis(call.Integer("axis", -1), x.Shape.Rank);
        if (x.Length == 0) throw call.Bad($"shape {x.Shape}", "elements");
        int[] order = [.. Enumerable.Range(0, x.Shape.Rank).Where(a => a != axis), axis], back = Networks.Permutation.Inverse(order);
        var rows = x.Transposed(order);
        double[] marks = [.. rows.To<double>().Chunk(x.Shape[axis]).SelectMany(row => row.Select((_, i) => i == Array.IndexOf(row, row.Max()) ? 1d : 0))];
        return [ElementConversion.Convert(OnnxTensor.Of(rows.Shape, marks).Transposed(back), x.Type)];
    }
}
