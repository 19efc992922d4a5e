using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>The first elements along an axis reversed, as many as a constant says for each example.</summary>
internal sealed class ReverseSequence() : MovementOperator("ReverseSequence")
{
    /// <inheritdoc/>
    protected override IEnumerable<Movement> Movements(OnnxCall call, Shape shape, Settings settings)
    {
        int time = call.Axis(call.Integer("time_axis", 0), shape.Rank), batch = call.Axis(call.Integer("batch_axis", 1), shape.Rank);
        var lengths = settings.Required(1);
        if (time == batch || lengths.Length != shape[batch] || lengths.Any(length => length < 0 || length > shape[time])) throw call.Bad($"{lengths.Length} lengths for shape {shape}", "a length for each example, within the axis of time");
        var strides = StridedCopy.DenseStrides(shape.Extents.AsSpan());
        var next = 0;
        return [Movement.Of(shape, at =>
        {
            var length = (int)lengths[at[batch]];
            return next++ + (at[time] < length ? (length - 1 - (2 * at[time])) * strides[time] : 0);
        })];
    }
}
