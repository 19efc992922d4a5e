using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>
/// A transposed convolution over one or two axes: the convolution, by the window flipped, of images with zeros between and around
/// their pixels.
/// </summary>
internal sealed class ConvTranspose() : OnnxOperator("ConvTranspose")
{
    private const int LongestAxis = 1 << 16;

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        TraceValue<T> x = inputs[0], w = inputs[1];
        if (x.Rank is not (3 or 4) || w.Rank != x.Rank || x.Shape[1] != w.Shape[0]) throw call.Bad($"shapes {x.Shape} and {w.Shape}", "images (n, c, h, w) and weights (c, out, h, w), or both without h");
        var groups = (int)Math.Clamp(call.Integer("group", 1), 0, int.MaxValue);
        if (groups < 1 || x.Shape[1] % groups != 0) throw call.Bad($"{x.Shape[1]} channels in {groups} groups", "groups of equal size");

        int rank = x.Rank - 2, channels = x.Shape[1] / groups, outputs = w.Shape[1];
        int[] extents = [.. x.Shape.Extents[2..]], kernel = [.. w.Shape.Extents[2..]];
        var places = Places(call, extents, kernel, out var dilations);
        call.Shape([x.Shape[0], Math.Max(x.Shape[1], (long)outputs * groups), .. places.Select(axis => (long)axis.Length)]);
        int[][] image = rank == 1 ? [[0], places[0]] : places;
        var spreadShape = call.Shape(x.Shape[0], image[0].Length, image[1].Length, x.Shape[1]);
        call.RequireSmall(4L * spreadShape.Length / call.Budget.Examples);
        var spread = Movement.Along(Windows.Shape(x), [[.. Enumerable.Range(0, x.Shape[0])], .. image, [.. Enumerable.Range(0, x.Shape[1])]]).Apply(Windows.Images(x));

        int rows = rank == 1 ? 1 : kernel[0], columns = kernel[^1];
        var flipped = new Reshape<T>(w.Plain(), new(groups, channels, outputs, rows, columns)).Transpose(3, 4, 1, 0, 2).Slice(0, rows - 1, rows, -1).Slice(1, columns - 1, columns, -1);
        var weights = new Reshape<T>(flipped, new(rows, columns, channels, groups * outputs));
        var sizes = new ConvolutionShape(x.Shape[0], image[0].Length, image[1].Length, x.Shape[1], groups * outputs, rows, columns)
        {
            Groups = groups,
            DilationY = rank == 1 ? 1 : dilations[0],
            DilationX = dilations[^1],
        };
        return [Windows.Result(inputs, new ConvolutionOperation<T>(spread, weights, sizes, inputs.Optional(2)?.Plain()))];
    }

    // Per axis, where each pixel of the spread image comes from; −1 is a zero.
    private static int[][] Places(OnnxCall call, int[] extents, int[] kernel, out int[] dilations)
    {
        var rank = extents.Length;
        if (!call.Sizes("kernel_shape", rank, 1, 1).SequenceEqual(kernel) && call.Integers("kernel_shape") is not null) throw call.Bad("another kernel_shape", "the weights'");
        int[] strides = call.Sizes("strides", rank, 1, 1), pads = call.Sizes("pads", 2 * rank, 0, 0), extra = call.Sizes("output_padding", rank, 0, 0), shape = call.Sizes("output_shape", rank, 0, 0);
        dilations = call.Sizes("dilations", rank, 1, 1);
        var auto = call.Text("auto_pad", "NOTSET");
        if (auto is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER")) throw call.Bad("another auto_pad", "NOTSET, VALID, SAME_UPPER or SAME_LOWER");
        var hasShape = call.Integers("output_shape") is not null;
        var places = new int[rank][];
        for (var axis = 0; axis < rank; axis++)
        {
            var span = ((long)kernel[axis] - 1) * dilations[axis];
            long inner = ((long)extents[axis] - 1) * strides[axis], before = pads[axis], after = pads[axis + rank];
            if (hasShape || auto.StartsWith("SAME", StringComparison.Ordinal))
            {
                var total = inner + extra[axis] + span + 1 - (hasShape ? shape[axis] : (long)extents[axis] * strides[axis]);
                before = total < 0 ? 0 : auto == "SAME_UPPER" ? total / 2 : total - (total / 2);
                after = total - before;
            }

            var (start, length) = (before - span, inner + 1 + span - before + span - after + extra[axis]);
            if (length < span + 1 || length > LongestAxis) throw call.Bad("pads that leave nothing, or too much", "an output of moderate size");
            var stride = strides[axis];
            places[axis] = [.. Enumerable.Range(0, (int)length).Select(i => i + start is >= 0 and var at && at <= inner && at % stride == 0 ? (int)(at / stride) : -1)];
        }

        return places;
    }
}
