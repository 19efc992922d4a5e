using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>The upper or lower triangle of matrices, with zeros elsewhere.</summary>
internal sealed class Trilu() : MovementOperator("Trilu")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        var (upper, k) = (call.Flag("upper", true), settings.Integers(1) switch { null => 0, [var one] => one, var several => throw call.Bad($"{several.Length} diagonals", "one") });
        if (shape.Rank < 2) throw call.Bad($"shape {shape}", "matrices");
        var next = 0;
        return [Movement.Of(shape, at =>
        {
            var (source, above) = (next++, at[^1] - (Int128)at[^2]);
            return (upper ? above >= k : above <= k) ? source : -1;
        })];
    }
}
