using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>a / b; between integers, towards zero.</summary>
internal sealed class Div() : ArithmeticOperator<Div.Function>("Div")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a / b;
    }

    /// <inheritdoc/>
    protected override Operation<T> Join<T>(Operation<T> a, Operation<T> b) => a.Divide(b);

    /// <inheritdoc/>
    protected override Operation<T>? WithScalar<T>(Operation<T> x, double scalar, bool isLeft) =>
        isLeft || scalar == 0 ? null : new Affine<T>(x, 1 / scalar);
}
