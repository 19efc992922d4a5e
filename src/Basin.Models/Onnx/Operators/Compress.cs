using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>The parts along an axis, or of the flat array, where a constant condition holds.</summary>
internal sealed class Compress() : MovementOperator("Compress")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        int[] kept = [.. settings.Required(1).Select((holds, i) => holds != 0 ? i : -1).Where(i => i >= 0)];
        if (call.Node.Attributes.All(attribute => attribute.Name != "axis")) shape = new Shape(shape.Length);
        var axis = call.Axis(call.Integer("axis", 0), shape.Rank);
        if (kept.Any(i => i >= shape[axis])) throw call.Bad($"a condition longer than axis {axis} of shape {shape}", "no more truth values than elements");
        return [Movement.Along(shape, [.. shape.Extents.Select((extent, a) => a == axis ? kept : [.. Enumerable.Range(0, extent)])])];
    }
}
