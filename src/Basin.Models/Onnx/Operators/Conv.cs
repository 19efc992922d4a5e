using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>A convolution over one or two axes. Images and weights have channels last inside: (n, h, w, c) and (h, w, in, out).</summary>
internal sealed class Conv() : OnnxOperator("Conv")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        TraceValue<T> x = inputs[0], w = inputs[1];
        if (x.Rank is not (3 or 4) || w.Rank != x.Rank) throw call.Bad($"shapes {x.Shape} and {w.Shape}", "images (n, c, h, w) and weights (out, in, h, w), or both without h");
        var window = WindowSettings.Read(call, [.. x.Shape.Extents[2..]], [.. w.Shape.Extents[2..]]);
        var groups = call.Integer("group", 1);
        if (groups < 1 || w.Shape[1] * groups != x.Shape[1] || w.Shape[0] % groups != 0)
            throw call.Bad($"{x.Shape[1]} channels and weights {w.Shape} in {groups} groups", "weights (out, channels / groups, …)");

        // Over one axis: images of one row.
        var isLine = x.Rank == 3;
        int height = isLine ? 1 : x.Shape[2], width = x.Shape[^1], rows = isLine ? 1 : w.Shape[2], columns = w.Shape[^1];
        var sizes = new ConvolutionShape(x.Shape[0], height, width, x.Shape[1], w.Shape[0], rows, columns)
        {
            Groups = (int)groups,
            StrideY = isLine ? 1 : window.Strides[0],
            StrideX = window.Strides[^1],
            DilationY = isLine ? 1 : window.Dilations[0],
            DilationX = window.Dilations[^1],
            PadTop = isLine ? 0 : window.PadsBefore[0],
            PadBottom = isLine ? 0 : window.PadsAfter[0],
            PadLeft = window.PadsBefore[^1],
            PadRight = window.PadsAfter[^1],
        };
        sizes.Validate();
        call.Shape(x.Shape[0], w.Shape[0], sizes.OutHeight, sizes.OutWidth);
        int[] last = Images.ChannelsLast(x.Rank), weightOrder = isLine ? [2, 1, 0] : [2, 3, 1, 0];
        var y = new ConvolutionOperation<T>(
            x.Stored(last, new(sizes.Batch, height, width, sizes.Channels)),
            w.Stored(weightOrder, new(rows, columns, sizes.GroupChannels, sizes.OutChannels)),
            sizes,
            inputs.Optional(2)?.Plain());
        return [isLine ? inputs.Node(new Reshape<T>(y, new(sizes.Batch, sizes.OutWidth, sizes.OutChannels)), last) : inputs.Node(y, last)];
    }
}
