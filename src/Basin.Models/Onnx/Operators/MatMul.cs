using System.Numerics;
using Basin.Models.Networks;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>A·B over the last two axes; leading axes broadcast. By a matrix B it is a dense layer without a bias.</summary>
internal sealed class MatMul() : OnnxOperator("MatMul")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        TraceValue<T> a = inputs[0], b = inputs[1];
        if (a.Rank == 0 || b.Rank == 0) throw call.Bad("a single number", "vectors or matrices");
        bool isRow = a.Rank == 1, isColumn = b.Rank == 1;
        if (isRow) a = a.Reshaped(new(1, a.Shape[0]));
        if (isColumn) b = b.Reshaped(new(b.Shape[0], 1));
        if (a.Shape[^1] != b.Shape[^2]) throw call.Bad($"shapes {inputs[0].Shape} and {inputs[1].Shape}", "(…, m, k) and (…, k, n)");
        var lead = Broadcasting.Extents(call, new([.. a.Shape.Extents[..^2]]), new([.. b.Shape.Extents[..^2]]));
        call.Shape([.. lead, a.Shape[^2], b.Shape[^1]]);
        var y = b.Rank == 2 ? Dense(inputs, a, b) : inputs.Node(Multiply(Led(a, lead), Led(b, lead)));
        int[] extents = [.. y.Shape.Extents[..^2], .. isRow ? (int[])[] : [y.Shape[^2]], .. isColumn ? (int[])[] : [y.Shape[^1]]];
        return [isRow || isColumn ? y.Reshaped(new(extents)) : y];
    }

    // Only the last axis matters: the others stay as they are stored.
    private static TraceValue<T> Dense<T>(TraceInputs<T> inputs, TraceValue<T> a, TraceValue<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, order) = a.WithLast(a.Rank - 1);
        return inputs.Node(new Linear<T>(x, b.Plain()), order);
    }

    // A right factor that is stored transposed is read as it is.
    private static MatMul<T> Multiply<T>(TraceValue<T> a, TraceValue<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] swapped = [.. Permutation.Identity(b.Rank - 2), b.Rank - 1, b.Rank - 2];
        return b.Order.SequenceEqual(swapped) ? new MatMul<T>(a.Plain(), b.Stored(swapped), transposeB: true) : new MatMul<T>(a.Plain(), b.Plain());
    }

    private static TraceValue<T> Led<T>(TraceValue<T> value, long[] lead)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] extents = [.. lead.Select(extent => (int)extent), .. value.Shape.Extents[^2..]];
        var shape = new Basin.Numerics.Graphs.Shape(extents);
        return value.Shape.Equals(shape) ? value : new NodeValue<T>(value.Type, value.Extended(shape.Rank).Plain().Expand(shape));
    }
}
