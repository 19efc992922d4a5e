using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Recognises the batch size of the export where a file has it as a number.</summary>
internal static class BakedBatch
{
    /// <summary>Whether a wanted first extent is the exported batch size, and the input seems to have the examples there: a single one may be anywhere.</summary>
    public static bool IsIn<T>(TraceInputs<T> inputs, TraceValue<T> x, long extent)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        extent == inputs.ExportedExamples && x.Rank > 0 && x.Shape[0] == inputs.Examples && Axis(x) != ExampleAxis.None;

    /// <summary>
    /// Whether a first extent to repeat to is the exported batch size: of examples, or of something of which each example
    /// gets a copy, such as a class token. One copy says nothing.
    /// </summary>
    public static bool IsRepeatedTo<T>(TraceInputs<T> inputs, TraceValue<T> x, long[] extents)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (extents.Length == 0 || extents[0] != inputs.ExportedExamples) return false;
        if (x.Rank == extents.Length && IsIn(inputs, x, extents[0])) return true;
        return extents[0] > 1 && (x.Rank < extents.Length || x.Shape[0] == 1) && Axis(x) == ExampleAxis.None;
    }

    /// <summary>The parts to be joined along a later axis; those of a batch of one, exported without examples of their own, are repeated for each example.</summary>
    public static IEnumerable<TraceValue<T>> Repeated<T>(TraceInputs<T> inputs, TraceValue<T>[] parts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inputs.ExportedExamples != 1 || parts.All(part => Axis(part) == ExampleAxis.None)) return parts;
        return parts.Select(part => part.Rank > 0 && part.Shape[0] == 1 && Axis(part) == ExampleAxis.None
            ? inputs.Node(part.Plain().Expand(new Shape([inputs.Examples, .. part.Shape.Extents[1..]])))
            : part);
    }

    private static ExampleAxis Axis<T>(TraceValue<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => x is NodeValue<T> ? x.AsStored().ExampleAxis : ExampleAxis.None;
}
