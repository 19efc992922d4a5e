using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>x/(b + α/s·Σx²)^β, with the sum over s neighbouring channels.</summary>
internal sealed class LRN() : OnnxOperator("LRN")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var size = call.Integer("size");
        double alpha = call.Float("alpha", 0.0001f), beta = call.Float("beta", 0.75), bias = call.Float("bias", 1);
        if (x.Rank < 2 || size < 1 || size > 2L * x.Shape[1]) throw call.Bad($"shape {x.Shape} and {size} neighbours", "(n, c, …) and a number of channels");
        var channels = x.Shape[1];
        var (before, after) = ((int)(size - 1) / 2, (int)size / 2);

        // The windows of all channels are a product with a band of ones.
        call.FoldedShape(Data.ElementType.Float32, channels, channels);
        var band = new float[channels * channels];
        for (var from = 0; from < channels; from++)
            for (var to = Math.Max(0, from - after); to <= Math.Min(channels - 1, from + before); to++) band[(from * channels) + to] = 1;
        var order = Images.ChannelsLast(x.Rank);
        var image = x.Stored(order);
        var sums = new Linear<T>(image.Square(), inputs.Constant(OnnxTensor.Of(new(channels, channels), band)).Plain());
        return [inputs.Node(image.Multiply(new Affine<T>(sums, alpha / size, bias).Power(-beta)), order)];
    }
}

/// <summary>Each x divided by the norm along an axis.</summary>
internal sealed class LpNormalization() : OnnxOperator("LpNormalization")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        int[] order = [.. x.Order], axis = [Array.IndexOf(order, call.Axis(call.Integer("axis", -1), x.Rank))];
        var node = x.Stored(order);
        var norm = call.Integer("p", 2) switch
        {
            1 => node.Abs().Sum(axis, keepAxes: true),
            2 => node.Square().Sum(axis, keepAxes: true).Sqrt(),
            var p => throw call.Bad($"p = {p}", "1 or 2"),
        };
        return [inputs.Node(node.Divide(norm), order)];
    }
}

/// <summary>Mean 0 and variance 1 over some axes.</summary>
internal sealed class MeanVarianceNormalization() : OnnxOperator("MeanVarianceNormalization")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        int[] order = [.. x.Order], axes = [.. call.Axes(call.Integers("axes") ?? [0, 2, 3], x.Rank).Select(axis => Array.IndexOf(order, axis)).Order()];
        var node = x.Stored(order);
        var share = 1d / axes.Aggregate(1, (count, axis) => count * node.Shape[axis]);
        var centred = node.Subtract(new Affine<T>(node.Sum(axes, keepAxes: true), share));
        var deviation = new Affine<T>(centred.Square().Sum(axes, keepAxes: true), share).Sqrt();
        return [inputs.Node(centred.Divide(new Affine<T>(deviation, 1, 1e-9)), order)];
    }
}
