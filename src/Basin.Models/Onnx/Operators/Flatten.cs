using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>Two axes: those before <c>axis</c>, and the others.</summary>
internal sealed class Flatten() : OnnxOperator("Flatten")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var wanted = call.Integer("axis", 1);
        var axis = wanted == x.Rank ? x.Rank : call.Axis(wanted, x.Rank);
        return [x.Reshaped(new(x.Shape.Count(..axis), x.Shape.Count(axis..)))];
    }
}
