using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>The input one after another, so many times along each axis.</summary>
internal sealed class Tile() : MovementOperator("Tile")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var repeats = settings.Required(1);
        if (repeats.Length != shape.Rank || repeats.Any(repeat => repeat is < 0 or > int.MaxValue)) throw call.Bad($"{repeats.Length} repeats for shape {shape}", "one for each axis, none negative");
        call.Shape([.. shape.Extents.Select((extent, axis) => extent * repeats[axis])]);
        return [Movement.Along(shape, [.. shape.Extents.Select((extent, axis) => Enumerable.Range(0, extent * (int)repeats[axis]).Select(i => i % extent).ToArray())])];
    }
}
