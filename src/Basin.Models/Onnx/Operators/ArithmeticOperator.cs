using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx.Operators;

/// <summary>An operator of two inputs, element by element, with shapes broadcast as NumPy does.</summary>
/// <typeparam name="TFunction">The same on constants.</typeparam>
internal abstract class ArithmeticOperator<TFunction>(string name) : OnnxOperator(name)
    where TFunction : IArithmetic
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs) =>
        inputs is [{ } a, { } b] ? FoldedArithmetic.Apply<TFunction>(call, a, b) is { } result ? [result] : null
        : throw call.Bad($"{inputs.Count} inputs", "two");

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs)
    {
        var (a, b) = (inputs[0], inputs[1]);
        if (!a.Type.IsFloat() || !b.Type.IsFloat()) throw call.Bad($"inputs of type {a.Type} and {b.Type} that depend on the examples", "floating-point numbers");
        if (a.Rank >= b.Rank && ScalarOf(b) is { } right && WithScalar(a.AsStored(), right, isLeft: false) is { } scaled) return [inputs.Node(scaled, a.Order)];
        if (b.Rank >= a.Rank && ScalarOf(a) is { } left && WithScalar(b.AsStored(), left, isLeft: true) is { } other) return [inputs.Node(other, b.Order)];
        var (x, y, order) = Broadcasting.Align(call, a, b);
        return [inputs.Node(Join(x, y), order)];
    }

    /// <summary>The operation on two nodes that broadcast.</summary>
    protected abstract Operation<T> Join<T>(Operation<T> a, Operation<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The operation with a constant number on one side; null when it is no simpler.</summary>
    protected virtual Operation<T>? WithScalar<T>(Operation<T> x, double scalar, bool isLeft)
        where T : unmanaged, IFloatingPointIeee754<T> => null;

    private static double? ScalarOf<T>(TraceValue<T> value)
        where T : unmanaged, IFloatingPointIeee754<T> => value.Constant is { Length: 1 } constant ? constant.To<double>()[0] : null;
}
