using System.Numerics;

namespace Basin.Models.Onnx.Operators;

/// <summary>A function of two numbers of any type, for folding.</summary>
internal interface IArithmetic
{
    static abstract TElement Apply<TElement>(TElement a, TElement b)
        where TElement : INumber<TElement>;
}
