using System.Numerics;
using Basin.Models.Networks;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>Brings the inputs of an element-by-element operator to one order of axes, with as few moves as possible.</summary>
internal static class Broadcasting
{
    /// <summary>The extents of the result, as NumPy broadcasts.</summary>
    public static long[] Extents(OnnxCall call, Shape a, Shape b)
    {
        var extents = new long[Math.Max(a.Rank, b.Rank)];
        for (var axis = 1; axis <= extents.Length; axis++)
        {
            int extentA = axis > a.Rank ? 1 : a[^axis], extentB = axis > b.Rank ? 1 : b[^axis];
            if (extentA != extentB && extentA != 1 && extentB != 1) throw call.Bad($"shapes {a} and {b}", "extents that are equal or 1, counted from the last axis");
            extents[^axis] = extentA == 1 ? extentB : extentA;
        }

        return extents;
    }

    /// <summary>Both inputs with the axes in one order, ready for an operation that broadcasts.</summary>
    public static (Operation<T> A, Operation<T> B, int[] Order) Align<T>(OnnxCall call, TraceValue<T> a, TraceValue<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // An operation that broadcasts keeps two offsets for each row of its result.
        var result = call.Shape(Extents(call, a.Shape, b.Shape));
        if (result.Rank > 1) call.RequireSmall(8L * result.Count(..^1) / call.Budget.Examples);
        var rank = Math.Max(a.Rank, b.Rank);
        (a, b) = (a.Extended(rank), b.Extended(rank));
        int[] order = [.. (a is NodeValue<T> && (b is not NodeValue<T> || a.Shape.Length >= b.Shape.Length) ? a : b).Order];
        return a is NodeValue<T> ? (a.Stored(order), Trimmed(b, order), order)
            : b is NodeValue<T> ? (Trimmed(a, order), b.Stored(order), order)
            : (a.Stored(order), b.Stored(order), order);
    }

    // A parameter without leading axes of extent 1 is a row that operations know how to add.
    private static Operation<T> Trimmed<T>(TraceValue<T> value, int[] order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // With one example the leading axis has extent 1 too, and must stay.
        if (value is NodeValue<T> && value.Stored(order) is { ExampleAxis: not ExampleAxis.None } node) return node;
        var extents = Permutation.Of(value.Shape, order).Extents;
        var lead = 0;
        while (lead < extents.Length - 1 && extents[lead] == 1) lead++;
        return value.Stored(order, new Shape(extents.AsSpan()[lead..]));
    }
}
