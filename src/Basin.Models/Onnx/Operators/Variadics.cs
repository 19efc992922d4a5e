using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>The largest of all inputs; of equals, the first has the derivative.</summary>
internal sealed class Max() : VariadicOperator<Max.Function>("Max")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => TElement.Max(a, b);
    }

    /// <inheritdoc/>
    protected override Operation<T> Join<T>(Operation<T> a, Operation<T> b) => a.Maximum(b);
}

/// <summary>The smallest of all inputs; of equals, the first has the derivative.</summary>
internal sealed class Min() : VariadicOperator<Min.Function>("Min")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => TElement.Min(a, b);
    }

    /// <inheritdoc/>
    protected override Operation<T> Join<T>(Operation<T> a, Operation<T> b) => a.Minimum(b);
}

/// <summary>The sum of all inputs.</summary>
internal sealed class Sum() : VariadicOperator<Add.Function>("Sum")
{
    /// <inheritdoc/>
    protected override Operation<T> Join<T>(Operation<T> a, Operation<T> b) => a.Add(b);
}

/// <summary>The mean of all inputs.</summary>
internal sealed class Mean() : VariadicOperator<Add.Function>("Mean")
{
    /// <inheritdoc/>
    protected override Operation<T> Join<T>(Operation<T> a, Operation<T> b) => a.Add(b);

    /// <inheritdoc/>
    protected override Operation<T> Finish<T>(Operation<T> joined, int count) => new Affine<T>(joined, 1d / count);
}
