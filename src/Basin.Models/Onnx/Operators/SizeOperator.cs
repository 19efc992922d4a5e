using Basin.Models.Onnx.Tracing;

namespace Basin.Models.Onnx.Operators;

/// <summary>The number of elements: known while building, whatever they are.</summary>
internal sealed class SizeOperator() : OnnxOperator("Size")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) => [inputs.Constant(OnnxTensor.Scalar(inputs[0].Shape.Length))];
}

/// <summary>The input in the type of another.</summary>
internal sealed class CastLike() : OnnxOperator("CastLike")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        call.Ignore("saturate");
        return inputs is [{ } x, { } like] ? [ElementConversion.Convert(x, like.Type)] : throw call.Bad($"{inputs.Count} inputs", "two");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        call.Ignore("saturate");
        var (x, type) = (inputs[0], inputs[1].Type);
        return x.Type == type || (Data.ElementCodec.IsFloat(x.Type) && Data.ElementCodec.IsFloat(type)) ? [x.OfType(type)]
            : throw call.Bad($"{x.Type} converted to {type}", "floating-point numbers");
    }
}

/// <summary>Sums of all elements up to each, along an axis.</summary>
internal sealed class CumSum() : OnnxOperator("CumSum")
{
    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var x = inputs[0];
        var axis = call.Axis(inputs.Integers(1) is [var only] ? only : throw call.Bad("several axes", "one"), x.Rank);
        var (exclusive, reverse, extent) = (call.Flag("exclusive"), call.Flag("reverse"), x.Shape[axis]);
        call.Shape(extent, extent);

        // A product with a triangle of ones.
        var triangle = new float[extent * extent];
        for (var from = 0; from < extent; from++)
            for (var to = 0; to < extent; to++)
                triangle[(from * extent) + to] = (from == to ? !exclusive : from < to != reverse) ? 1 : 0;
        int[] order = [.. Enumerable.Range(0, x.Rank).Where(a => a != axis), axis];
        return [inputs.Node(new Numerics.Graphs.Operations.Linear<T>(x.Stored(order), inputs.Constant(OnnxTensor.Of(new(extent, extent), triangle)).Plain()), order)];
    }
}
