using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Mean 0 and variance 1 over all axes from one on, then scale and shift, one number for each place.</summary>
internal sealed class LayerNormalization() : OnnxOperator("LayerNormalization")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        call.Ignore("stash_type");
        var (x, scale, shift) = (inputs[0], inputs[1], inputs.Optional(2));
        var axis = call.Axis(call.Integer("axis", -1), x.Rank);
        var (rows, columns) = (x.Shape.Count(..axis), x.Shape.Count(axis..));
        var epsilon = call.Float("epsilon", 1e-5f);
        if (scale.Shape.Length != columns || (shift is not null && shift.Shape.Length != columns)) throw call.Bad($"scale {scale.Shape} and shift {shift?.Shape} for shape {x.Shape} from axis {axis}", "one number for each place");
        int[] extents = axis == 0 ? [1, columns] : [.. x.Shape.Extents[..axis], columns];
        var flat = new Reshape<T>(x.Plain(), new Shape(extents));
        var y = new LayerNormalization<T>(flat, Row(scale), shift is null ? inputs.Constant(Zeros(columns)).Plain() : Row(shift), epsilon);
        var outputs = new List<TraceValue<T>> { inputs.Node(new Reshape<T>(y, x.Shape)) };
        if (!call.HasOutput(1) && !call.HasOutput(2)) return outputs;

        // What the tests of the format ask for beside: the mean and 1/√(v + ε).
        var kept = new Shape([.. x.Shape.Extents[..axis], .. Enumerable.Repeat(1, x.Rank - axis)]);
        int[] last = [extents.Length - 1];
        var mean = new Affine<T>(flat.Sum(last, keepAxes: true), 1d / columns);
        var variance = new Affine<T>(flat.Subtract(mean).Square().Sum(last, keepAxes: true), 1d / columns, epsilon);
        outputs.Add(inputs.Node(new Reshape<T>(mean, kept)));
        outputs.Add(inputs.Node(new Reshape<T>(variance.Sqrt().Reciprocal(), kept)));
        return outputs;

        Operation<T> Row(TraceValue<T> value) => value.Stored(Networks.Permutation.Identity(value.Rank), new Shape(columns));
    }

    private static OnnxTensor Zeros(int count) => OnnxTensor.Of(new Shape(count), new float[count]);
}
