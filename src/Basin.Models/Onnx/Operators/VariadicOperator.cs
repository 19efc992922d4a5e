using System.Numerics;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>An operator that joins any number of inputs, two at a time from the left, with shapes broadcast.</summary>
/// <typeparam name="TFunction">The same on whole numbers.</typeparam>
internal abstract class VariadicOperator<TFunction>(string name) : OnnxOperator(name)
    where TFunction : IArithmetic
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs.Count == 0 || inputs.Any(input => input is null)) throw call.Bad("a missing input", "one or more inputs");
        if (Data.ElementCodec.IsFloat(call.Required(inputs, 0).Type)) return null;
        var joined = call.Required(inputs, 0);
        foreach (var next in inputs.Skip(1))
        {
            if (FoldedArithmetic.Apply<TFunction>(call, joined, next!) is not { } both) return null;
            joined = both;
        }

        return [joined];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var joined = inputs[0];
        for (var i = 1; i < inputs.Count; i++)
        {
            var (a, b, order) = Broadcasting.Align(call, joined, inputs[i]);
            joined = inputs.Node(Join(a, b), order);
        }

        return [inputs.Node(Finish(joined.AsStored(), inputs.Count), joined.Order)];
    }

    /// <summary>The operation on two nodes that broadcast.</summary>
    protected abstract Operation<T> Join<T>(Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>What is done with the joined inputs.</summary>
    protected virtual Operation<T> Finish<T>(Operation<T> joined, int count)
        where T : unmanaged, IFloatingPointIeee754<T> => joined;
}
