using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>a·b.</summary>
internal sealed class Mul() : ArithmeticOperator<Mul.Function>("Mul")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a * b;
    }

    /// <inheritdoc/>
    protected override Operation<T> Join<T>(Operation<T> a, Operation<T> b) => a.Multiply(b);

    /// <inheritdoc/>
    protected override Operation<T>? WithScalar<T>(Operation<T> x, double scalar, bool isLeft) => new Affine<T>(x, scalar);
}
