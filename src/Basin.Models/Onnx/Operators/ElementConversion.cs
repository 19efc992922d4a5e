using System.Diagnostics;
using System.Numerics;
using Basin.Models.Data;

namespace Basin.Models.Onnx.Operators;

/// <summary>Converts constants from one type to another, as C does: fractions are cut off, and integers keep their low bits.</summary>
internal static class ElementConversion
{
    public static OnnxTensor Convert(OnnxTensor x, ElementType type)
    {
        if (x.Type == type) return x;
        return x.Type.IsFloat() ? To(x, x.To<double>(), type)
            : x.Type == ElementType.UInt64 ? To(x, x.To<ulong>(), type)
            : To(x, x.To<long>(), type);
    }

    private static OnnxTensor To<TSource>(OnnxTensor x, TSource[] from, ElementType type)
        where TSource : unmanaged, INumber<TSource> => type switch
        {
            ElementType.Bool => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, value => value != TSource.Zero)),
            ElementType.UInt8 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, byte.CreateTruncating)),
            ElementType.Int8 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, sbyte.CreateTruncating)),
            ElementType.UInt16 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, ushort.CreateTruncating)),
            ElementType.Int16 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, short.CreateTruncating)),
            ElementType.UInt32 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, uint.CreateTruncating)),
            ElementType.Int32 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, int.CreateTruncating)),
            ElementType.UInt64 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, ulong.CreateTruncating)),
            ElementType.Int64 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, long.CreateTruncating)),
            ElementType.Float16 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, Half.CreateTruncating)),
            ElementType.BFloat16 => new OnnxTensor(type, x.Shape, Brain(Array.ConvertAll(from, float.CreateTruncating))),
            ElementType.Float32 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, float.CreateTruncating)),
            ElementType.Float64 => OnnxTensor.Of(x.Shape, Array.ConvertAll(from, double.CreateTruncating)),
            _ => throw new UnreachableException(),
        };

    // The upper half of a float32, rounded to even; NaN stays NaN.
    private static byte[] Brain(float[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(values[i]);
            var rounded = float.IsNaN(values[i]) ? bits | 0x00400000 : bits + 0x7FFF + ((bits >> 16) & 1);
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), (ushort)(rounded >> 16));
        }

        return bytes;
    }
}
