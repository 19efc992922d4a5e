using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>An array with more or fewer elements along its axes, each by the nearest, by lines or by cubic curves: a product with a constant matrix along each axis.</summary>
internal sealed class Resize(string name = "Resize") : OnnxOperator(name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        call.Ignore("extrapolation_value");

        // The region is for cropping alone, and scales may stand beside sizes.
        inputs.Optional(1);
        inputs.Optional(2);
        if (call.Flag("antialias") || call.Integers("axes") is not null || call.Text("keep_aspect_ratio_policy", "stretch") != "stretch") throw call.Bad("antialias, axes or keep_aspect_ratio_policy", "none of them");
        var samples = Sampling.Read(call);
        var (lengths, scales) = Lengths(call, x.Shape, inputs);
        call.Shape([.. lengths]);

        // Each axis in its turn becomes the last, and stays there.
        var value = x;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (scales[axis] == 1) continue;
            int[] order = [.. Enumerable.Range(0, x.Rank).Where(a => a != axis), axis];
            call.FoldedShape(ElementType.Float64, x.Shape[axis], lengths[axis]);
            var matrix = samples.Matrix(x.Shape[axis], (int)lengths[axis], scales[axis]);
            value = inputs.Node(new Linear<T>(value.Stored(order), inputs.Constant(OnnxTensor.Of(new(x.Shape[axis], (int)lengths[axis]), matrix)).Plain()), order);
        }

        return [value];
    }

    private static (long[] Lengths, double[] Scales) Lengths<T>(OnnxCall call, Shape x, TraceInputs<T> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = call.Opset < 11 ? 1 : 2;
        if (call.Opset >= 11 && inputs.Optional(3) is { Shape.Length: > 0 })
        {
            var sizes = inputs.Integers(3);
            if (sizes.Length != x.Rank || sizes.Any(size => size < 1)) throw call.Bad($"sizes [{string.Join(", ", sizes.Take(8))}] for shape {x}", "a positive size for each axis");
            return (sizes, [.. sizes.Select((size, axis) => size / (double)x[axis])]);
        }

        var scales = inputs.Setting(at).To<double>();
        if (scales.Length != x.Rank || scales.Any(scale => !(scale > 0 && scale < 1e6))) throw call.Bad($"scales [{string.Join(", ", scales.Take(8))}] for shape {x}", "a positive scale for each axis");
        long[] lengths = [.. scales.Select((scale, axis) => (long)Math.Floor(scale * x[axis]))];
        return lengths.All(length => length > 0) ? (lengths, scales) : throw call.Bad("scales that leave nothing", "one element at least along each axis");
    }
}
