using System.Numerics;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx.Tracing;
using Basin.Numerics.Graphs;
using Basin.Numerics.Kernels;

namespace Basin.Models.Onnx.Operators;

/// <summary>Element-by-element arithmetic on constants of any number type.</summary>
internal static class FoldedArithmetic
{
    /// <summary>f(a, b) with broadcasting; null for a type without arithmetic here.</summary>
    public static OnnxTensor? Apply<TFunction>(OnnxCall call, OnnxTensor a, OnnxTensor b)
        where TFunction : IArithmetic
    {
        if (a.Type != b.Type) (a, b) = Widened(call, a, b);
        return a.Type switch
        {
            ElementType.UInt8 => Apply<TFunction, byte>(call, a, b),
            ElementType.Int8 => Apply<TFunction, sbyte>(call, a, b),
            ElementType.UInt16 => Apply<TFunction, ushort>(call, a, b),
            ElementType.Int16 => Apply<TFunction, short>(call, a, b),
            ElementType.UInt32 => Apply<TFunction, uint>(call, a, b),
            ElementType.Int32 => Apply<TFunction, int>(call, a, b),
            ElementType.UInt64 => Apply<TFunction, ulong>(call, a, b),
            ElementType.Int64 => Apply<TFunction, long>(call, a, b),
            ElementType.Float64 => Apply<TFunction, double>(call, a, b),
            _ => null,
        };
    }

    // What was folded by evaluation has the precision of the evaluation, and not that of the file.
    private static (OnnxTensor A, OnnxTensor B) Widened(OnnxCall call, OnnxTensor a, OnnxTensor b)
    {
        if (!a.Type.IsFloat() || !b.Type.IsFloat()) throw call.Bad($"{a} and {b}", "inputs of one type");
        var wider = a.Type.Size() > b.Type.Size() ? a.Type : b.Type;
        return (ElementConversion.Convert(a, wider), ElementConversion.Convert(b, wider));
    }

    private static OnnxTensor Apply<TFunction, TElement>(OnnxCall call, OnnxTensor a, OnnxTensor b)
        where TFunction : IArithmetic
        where TElement : unmanaged, INumber<TElement>
    {
        var shape = call.FoldedShape(a.Type, Broadcasting.Extents(call, a.Shape, b.Shape));
        var result = new TElement[shape.Length];
        ReadOnlySpan<TElement> from = a.As<TElement>(), with = b.As<TElement>();
        int[] indexA = Repeats(a.Shape, shape), indexB = Repeats(b.Shape, shape), index = new int[shape.Rank];
        for (int i = 0, atA = 0, atB = 0; i < result.Length; i++)
        {
            result[i] = TFunction.Apply(from[atA], with[atB]);
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
            {
                (atA, atB) = (atA + indexA[axis], atB + indexB[axis]);
                if (++index[axis] < shape[axis]) break;
                (atA, atB) = (atA - (indexA[axis] * shape[axis]), atB - (indexB[axis] * shape[axis]));
                index[axis] = 0;
            }
        }

        return OnnxTensor.Of(shape, result);
    }

    // Steps along each axis of the result; 0 where the input repeats.
    private static int[] Repeats(Shape from, Shape to)
    {
        var dense = StridedCopy.DenseStrides(from.Extents.AsSpan());
        var steps = new int[to.Rank];
        for (var axis = 1; axis <= from.Rank; axis++) steps[^axis] = from[^axis] == 1 ? 0 : dense[^axis];
        return steps;
    }
}
