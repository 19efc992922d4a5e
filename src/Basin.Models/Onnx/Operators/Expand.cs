using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The input repeated until it has a shape; both broadcast.</summary>
/// <remarks>A batch size that was baked in when the file was exported is read as the batch size of the graph.</remarks>
internal sealed class Expand() : MovementOperator("Expand")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var wanted = inputs.Integers(1);
        if (BakedBatch.IsRepeatedTo(inputs, x, wanted)) wanted[0] = inputs.Examples;
        var shape = Wanted(call, x.Shape, wanted);
        return [shape.Equals(x.Shape) ? x : inputs.Node(x.Extended(shape.Rank).Plain().Expand(shape))];
    }

    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings) =>
        [Movement.Expand(shape, call.FoldedShape(Data.ElementType.Float64, [.. Wanted(call, shape, settings.Required(1)).Extents]))];

    private static Shape Wanted(OnnxCall call, Shape from, long[] to) => call.Shape(Broadcasting.Extents(call, from, call.Shape(to)));
}
