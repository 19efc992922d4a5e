using System.Numerics;
using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Recognises the batch size of the export where a file has it as a number.</summary>
internal static class BakedBatch
{
    /// <summary>Whether a wanted first extent is the exported batch size, and the input has the examples there.</summary>
    public static bool IsIn<T>(TraceInputs<T> inputs, TraceValue<T> x, long extent)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        extent == inputs.ExportedExamples && x.Rank > 0 && x.Shape[0] == inputs.Examples && x.AsStored().ExampleAxis == Basin.Numerics.Graphs.ExampleAxis.First;
}
