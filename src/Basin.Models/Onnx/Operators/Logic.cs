using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>a and b.</summary>
internal sealed class And() : ComparisonOperator<And.Function>("And")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a * b;
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => a.Multiply(b);
}

/// <summary>a or b.</summary>
internal sealed class Or() : ComparisonOperator<Or.Function>("Or")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => TElement.Max(a, b);
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => a.Maximum(b);
}

/// <summary>Either a or b.</summary>
internal sealed class Xor() : ComparisonOperator<Xor.Function>("Xor")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a == b ? TElement.Zero : TElement.One;
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => a.Subtract(b).Abs();
}

/// <summary>Not x.</summary>
internal sealed class Not() : OnnxOperator("Not")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OnnxTensor> Fold(OnnxCall call, IReadOnlyList<OnnxTensor?> inputs)
    {
        var x = call.Required(inputs, 0);
        return [OnnxTensor.Of(x.Shape, Array.ConvertAll(x.To<byte>(), bit => bit == 0))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TraceValue<T>> Build<T>(OnnxCall call, TraceInputs<T> inputs) =>
        [inputs.Node(Step.Not(inputs[0].AsStored()), inputs[0].Order)];
}
