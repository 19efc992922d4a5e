using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>One of two numbers for each class: on at the class, off elsewhere.</summary>
internal sealed class OneHot() : ConstantOperator("OneHot")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<OnnxTensor> Make(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        OnnxTensor indices = Input(call, inputs, 0), depth = Input(call, inputs, 1), values = Input(call, inputs, 2);
        if (depth.Length != 1 || values.Length != 2) throw call.Bad($"depth {depth.Shape} and values {values.Shape}", "one depth and two values");
        var (classes, rank) = (depth.To<long>()[0], indices.Shape.Rank + 1);
        var axis = call.Axis(call.Integer("axis", -1), rank);
        var shape = call.FoldedShape(values.Type, [.. indices.Shape.Extents[..axis], classes, .. indices.Shape.Extents[axis..]]);
        var (labels, inner) = (indices.To<double>(), indices.Shape.Count(axis..));
        return [Movement.Of(shape, at =>
        {
            var i = 0;
            for (var a = 0; a < rank; a++)
                if (a != axis) i = (i * shape[a]) + at[a];
            var label = labels[i] < 0 ? labels[i] + classes : labels[i];
            return label == at[axis] ? 1 : 0;
        }).Apply(values)];
    }
}
