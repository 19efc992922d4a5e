using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>Whether a = b.</summary>
internal sealed class Equal() : ComparisonOperator<Equal.Function>("Equal")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a == b ? TElement.One : TElement.Zero;
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => Step.Not(a.Subtract(b).Sign().Abs());
}

/// <summary>Whether a is above b.</summary>
internal sealed class Greater() : ComparisonOperator<Greater.Function>("Greater")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a > b ? TElement.One : TElement.Zero;
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => Step.Positive(a.Subtract(b));
}

/// <summary>Whether a is below b.</summary>
internal sealed class Less() : ComparisonOperator<Less.Function>("Less")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a < b ? TElement.One : TElement.Zero;
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => Step.Positive(b.Subtract(a));
}

/// <summary>Whether a is not below b.</summary>
internal sealed class GreaterOrEqual() : ComparisonOperator<GreaterOrEqual.Function>("GreaterOrEqual")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a >= b ? TElement.One : TElement.Zero;
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => Step.Not(Step.Positive(b.Subtract(a)));
}

/// <summary>Whether a is not above b.</summary>
internal sealed class LessOrEqual() : ComparisonOperator<LessOrEqual.Function>("LessOrEqual")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a <= b ? TElement.One : TElement.Zero;
    }

    /// <inheritdoc/>
    protected override Operation<T> Compare<T>(Operation<T> a, Operation<T> b) => Step.Not(Step.Positive(a.Subtract(b)));
}
