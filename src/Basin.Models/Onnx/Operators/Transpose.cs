using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Another order of axes; nothing moves until somebody needs it.</summary>
internal sealed class Transpose() : OnnxOperator("Transpose")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var order = call.Axes(call.Integers("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse().Select(axis => (long)axis)], x.Rank);
        return order.Length == x.Rank ? [x.Transposed(order)] : throw call.Bad($"an order of {order.Length} axes for shape {x.Shape}", "each axis once");
    }
}
