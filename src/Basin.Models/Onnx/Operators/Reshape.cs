using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>The same elements under another shape: 0 keeps an extent (unless <c>allowzero</c>), −1 takes what is left.</summary>
/// <remarks>A batch size that was baked in when the file was exported is read as the batch size of the graph.</remarks>
internal sealed class Reshape() : OnnxOperator("Reshape")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var wanted = inputs.Integers(1);
        var allowsZero = call.Flag("allowzero");
        if (wanted.Length > 0 && BakedBatch.IsIn(inputs, x, wanted[0])) wanted[0] = inputs.Examples;
        return [x.Reshaped(Resolve(call, x.Shape, wanted, allowsZero))];
    }

    private static Basin.Numerics.Graphs.Shape Resolve(OnnxCall call, Basin.Numerics.Graphs.Shape from, long[] wanted, bool allowsZero)
    {
        var shown = $"[{string.Join(", ", wanted.Take(8))}]";
        Int128 known = 1;
        var open = -1;
        for (var axis = 0; axis < wanted.Length; axis++)
        {
            if (wanted[axis] == 0 && !allowsZero)
                wanted[axis] = axis < from.Rank ? from[axis] : throw call.Bad($"shape {shown} for an array of shape {from}", "0 only where there is an axis to keep");
            if (wanted[axis] == -1 && open < 0) open = axis;
            else if (wanted[axis] < 0 || (known *= wanted[axis]) > int.MaxValue) throw call.Bad($"shape {shown}", "positive extents, and -1 once");
        }

        if (open >= 0) wanted[open] = known > 0 && from.Length % (int)known == 0 ? from.Length / (int)known : throw call.Bad($"shape {shown} for {from.Length:N0} elements of shape {from}", "a shape of as many elements");
        var shape = call.Shape(wanted);
        return shape.Length == from.Length ? shape
            : throw call.Bad($"shape {shown} for {from.Length:N0} elements of shape {from}", "a shape of as many elements", "If a batch size was baked in, export with a dynamic batch axis (dynamic_axes in torch).");
    }
}
