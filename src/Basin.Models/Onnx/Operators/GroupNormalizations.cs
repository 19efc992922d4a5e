using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Mean 0 and variance 1 over the pixels of each channel of each example, then scale and shift by channel.</summary>
internal sealed class InstanceNormalization() : OnnxOperator("InstanceNormalization")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) =>
        [Groups.Normalize(call, inputs, inputs[0].Rank < 2 ? 1 : inputs[0].Shape[1], call.Float("epsilon", 1e-5f))];
}

/// <summary>Mean 0 and variance 1 over the pixels and channels of each group of channels of each example, then scale and shift by channel.</summary>
internal sealed class GroupNormalization() : OnnxOperator("GroupNormalization")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        call.Ignore("stash_type");
        if (call.Opset < 21) throw call.Bad($"GroupNormalization of opset {call.Opset}, with scale and shift by group", "opset 21, with scale and shift by channel");
        return [Groups.Normalize(call, inputs, (int)Math.Clamp(call.Integer("num_groups"), 0, int.MaxValue), call.Float("epsilon", 1e-5f))];
    }
}

/// <summary>Normalisation of groups of channels.</summary>
internal static class Groups
{
    /// <summary>x of shape (n, c, …) normalised over each group of channels and all pixels, then scaled and shifted by channel.</summary>
    public static TraceValue<T> Normalize<T>(OnnxCall call, TraceInputs<T> inputs, int groups, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, scale, shift) = (inputs[0], inputs[1], inputs[2]);
        if (x.Rank < 3 || groups < 1 || x.Shape[1] % groups != 0 || scale.Shape.Length != x.Shape[1] || shift.Shape.Length != x.Shape[1])
            throw call.Bad($"shapes {x.Shape}, {scale.Shape} and {shift.Shape} in {groups} groups", "(n, c, …) in groups of channels, with a scale and a shift for each channel");
        var columns = x.Shape.Count(1..) / groups;
        var (ones, zeros) = (inputs.Constant(OnnxTensor.Of(new Shape(columns), Enumerable.Repeat(1f, columns).ToArray())), inputs.Constant(OnnxTensor.Of(new Shape(columns), new float[columns])));
        var normal = new LayerNormalization<T>(new Reshape<T>(x.Plain(), new Shape(x.Shape[0], groups, columns)), ones.Plain(), zeros.Plain(), epsilon);
        var channels = new Reshape<T>(normal, new Shape(x.Shape[0], x.Shape[1], x.Shape.Count(2..)));
        return inputs.Node(new Reshape<T>(channels.Multiply(Column(scale)).Add(Column(shift)), x.Shape));

        Operation<T> Column(TraceValue<T> value) => value.Stored(Networks.Permutation.Identity(value.Rank), new Shape(value.Shape.Length, 1));
    }
}
