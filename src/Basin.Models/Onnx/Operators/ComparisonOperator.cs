using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>A question about two inputs, element by element, with shapes broadcast. On nodes the answer is 1 or 0, with derivative 0.</summary>
/// <typeparam name="TFunction">The same on constants: 1 or 0.</typeparam>
internal abstract class ComparisonOperator<TFunction>(string name) : OnnxOperator(name)
    where TFunction : IArithmetic
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        if (inputs is not [{ } a, { } b]) throw call.Bad($"{inputs.Count} inputs", "two");
        return FoldedArithmetic.Apply<TFunction>(call, Counted(a), Counted(b)) is { } result
            ? [OnnxTensor.Of(result.Shape, Array.ConvertAll(result.To<double>(), bit => bit != 0))]
            : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (x, y, order) = Broadcasting.Align(call, inputs[0], inputs[1]);
        return [new NodeValue<T>(ElementType.Bool, Compare(x, y), order)];
    }

    /// <summary>1 or 0 from two nodes that broadcast.</summary>
    protected abstract Operation<T> Compare<T>(Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>;

    // A truth value is a byte, 0 or 1.
    private static OnnxTensor Counted(OnnxTensor x) => x.Type == ElementType.Bool ? OnnxTensor.Of(x.Shape, x.To<byte>()) : x;
}
