using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>a where a condition holds, b elsewhere.</summary>
internal sealed class Where() : OnnxOperator("Where")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs is not [{ Type: ElementType.Bool } condition, { } a, { } b] || a.Type != b.Type) throw call.Bad("other inputs", "a condition and two inputs of one type");
        var shape = call.FoldedShape(ElementType.Float64, Extents(call, condition.Shape, a.Shape, b.Shape));
        int[] asked = Movement.Expand(condition.Shape, shape).Sources, fromA = Movement.Expand(a.Shape, shape).Sources, fromB = Movement.Expand(b.Shape, shape).Sources;
        var holds = condition.To<byte>();
        var both = Movement.Joined(a, b);
        for (var i = 0; i < asked.Length; i++) fromA[i] = holds[asked[i]] != 0 ? fromA[i] : a.Length + fromB[i];
        return [new Movement(shape, fromA).Apply(both)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        TraceValue<T> mask = inputs[0], a = inputs[1], b = inputs[2];
        var extents = Extents(call, mask.Shape, a.Shape, b.Shape);
        call.Shape(extents);
        (mask, a, b) = (mask.Extended(extents.Length), a.Extended(extents.Length), b.Extended(extents.Length));
        int[] order = [.. (new[] { a, b, mask }.OfType<NodeValue<T>>().MaxBy(value => value.Shape.Length) ?? mask).Order];
        return [new NodeValue<T>(a.Type, mask.Stored(order).Select(a.Stored(order), b.Stored(order)), order)];
    }

    private static long[] Extents(OnnxCall call, Shape condition, Shape a, Shape b) =>
        Broadcasting.Extents(call, call.Shape(Broadcasting.Extents(call, condition, a)), b);
}
