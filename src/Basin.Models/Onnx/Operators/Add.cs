using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Onnx.Operators;

/// <summary>a + b.</summary>
internal sealed class Add() : ArithmeticOperator<Add.Function>("Add")
{
    internal sealed class Function : IArithmetic
    {
        public static TElement Apply<TElement>(TElement a, TElement b)
            where TElement : System.Numerics.INumber<TElement> => a + b;
    }

    /// <inheritdoc/>
    protected override Operation<T> Join<T>(Operation<T> a, Operation<T> b) => a.Add(b);

    /// <inheritdoc/>
    protected override Operation<T>? WithScalar<T>(Operation<T> x, double scalar, bool isLeft) => new Affine<T>(x, 1, scalar);
}
