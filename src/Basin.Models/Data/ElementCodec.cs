using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Basin.Models.Data;

/// <summary>Turns stored bytes into numbers of another type.</summary>
internal static class ElementCodec
{
    /// <summary>The number of bytes of one element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Bool or ElementType.UInt8 or ElementType.Int8 => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.UInt32 or ElementType.Int32 or ElementType.Float32 => 4,
        ElementType.UInt64 or ElementType.Int64 or ElementType.Float64 => 8,
        _ => throw new UnreachableException(),
    };

    /// <summary>True for the types that can hold a fraction.</summary>
    public static bool IsFloat(this ElementType type) =>
        type is ElementType.Float16 or ElementType.BFloat16 or ElementType.Float32 or ElementType.Float64;

    /// <summary>The element type that stores a <typeparamref name="T"/> exactly.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static ElementType Of<T>()
        where T : unmanaged => typeof(T) switch
        {
            var t when t == typeof(bool) => ElementType.Bool,
            var t when t == typeof(byte) => ElementType.UInt8,
            var t when t == typeof(sbyte) => ElementType.Int8,
            var t when t == typeof(ushort) => ElementType.UInt16,
            var t when t == typeof(short) => ElementType.Int16,
            var t when t == typeof(uint) => ElementType.UInt32,
            var t when t == typeof(int) => ElementType.Int32,
            var t when t == typeof(ulong) => ElementType.UInt64,
            var t when t == typeof(long) => ElementType.Int64,
            var t when t == typeof(Half) => ElementType.Float16,
            var t when t == typeof(float) => ElementType.Float32,
            var t when t == typeof(double) => ElementType.Float64,
            _ => throw new NotSupportedException($"No file format here stores {typeof(T).Name}; use a primitive number."),
        };

    /// <summary>Reverses the bytes of every element in place.</summary>
    public static void ReverseBytes(ElementType type, Span<byte> bytes)
    {
        switch (type.Size())
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    /// <summary>Converts elements in the machine's byte order. Integers that <typeparamref name="T"/> cannot hold throw.</summary>
    /// <exception cref="OverflowException">An integer does not fit an integer <typeparamref name="T"/>.</exception>
    public static void Decode<T>(ElementType type, ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, INumber<T>
    {
        switch (type)
        {
            case ElementType.Bool: DecodeBool(bytes, values); break;
            case ElementType.UInt8: Convert<byte, T>(bytes, values); break;
            case ElementType.Int8: Convert<sbyte, T>(bytes, values); break;
            case ElementType.UInt16: Convert<ushort, T>(bytes, values); break;
            case ElementType.Int16: Convert<short, T>(bytes, values); break;
            case ElementType.UInt32: Convert<uint, T>(bytes, values); break;
            case ElementType.Int32: Convert<int, T>(bytes, values); break;
            case ElementType.UInt64: Convert<ulong, T>(bytes, values); break;
            case ElementType.Int64: Convert<long, T>(bytes, values); break;
            case ElementType.Float16: Convert<Half, T>(bytes, values); break;
            case ElementType.BFloat16: DecodeBrain(bytes, values); break;
            case ElementType.Float32: Convert<float, T>(bytes, values); break;
            case ElementType.Float64: Convert<double, T>(bytes, values); break;
            default: throw new UnreachableException();
        }
    }

    // Few calls, each long: the first tier of the compiler would carry it all.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert<TSource, T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where TSource : unmanaged, INumber<TSource>
        where T : unmanaged, INumber<T>
    {
        var source = MemoryMarshal.Cast<byte, TSource>(bytes);
        if (typeof(TSource) == typeof(T))
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        for (var i = 0; i < values.Length; i++) values[i] = T.CreateChecked(source[i]);
    }

    private static void DecodeBool<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < values.Length; i++) values[i] = bytes[i] == 0 ? T.Zero : T.One;
    }

    private static void DecodeBrain<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, INumber<T>
    {
        var source = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateChecked(BitConverter.UInt32BitsToSingle((uint)source[i] << 16));
    }
}
