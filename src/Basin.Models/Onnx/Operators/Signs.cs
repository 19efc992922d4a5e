using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>|x|.</summary>
internal sealed class Abs() : FunctionOperator("Abs")
{
    private sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a < TElement.Zero ? -a : a;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs) => WholeNumbers.Apply<Function>(call, call.Required(inputs, 0));

    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Abs();
}

/// <summary>−x.</summary>
internal sealed class Neg() : FunctionOperator("Neg")
{
    private sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => -a;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs) => WholeNumbers.Apply<Function>(call, call.Required(inputs, 0));

    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Negate();
}

/// <summary>−1, 0 or 1.</summary>
internal sealed class Sign() : FunctionOperator("Sign")
{
    private sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => TElement.CreateChecked(TElement.Sign(a));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor>? Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs) => WholeNumbers.Apply<Function>(call, call.Required(inputs, 0));

    /// <inheritdoc/>
    protected override Operation<T> Apply<T>(OnnxCall call, Operation<T> x) => x.Sign();
}
