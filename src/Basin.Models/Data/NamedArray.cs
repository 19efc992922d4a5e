using System.Numerics;
using System.Runtime.InteropServices;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>An array about to be written: its own copy of the numbers, little-endian, under a name.</summary>
public sealed class NamedArray
{
    private readonly byte[] _bytes;

    private NamedArray(string name, Shape shape, ElementType elementType, byte[] bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Shape = shape;
        ElementType = elementType;
        _bytes = bytes;
    }

    /// <summary>The name; not empty.</summary>
    public string Name { get; }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>How it is stored.</summary>
    public ElementType ElementType { get; }

    /// <summary>The stored bytes, row-major, little-endian.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Copies numbers, to be stored exactly.</summary>
    /// <param name="name">Not empty.</param>
    /// <param name="shape">Its length is the number of values.</param>
    /// <param name="values">Row-major.</param>
    /// <typeparam name="T">float, double, Half, bool or an integer of 1 to 8 bytes.</typeparam>
    /// <exception cref="ArgumentException">The shape does not match the values.</exception>
    public static NamedArray From<T>(string name, Shape shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        RequireMatch(shape, values.Length);
        var type = ElementCodec.Of<T>();
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian) ElementCodec.ReverseBytes(type, bytes);
        return new NamedArray(name, shape, type, bytes);
    }

    /// <summary>Copies a vector, to be stored exactly with shape [n].</summary>
    /// <param name="name">Not empty.</param>
    /// <param name="values">The vector.</param>
    /// <typeparam name="T">float, double, Half, bool or an integer of 1 to 8 bytes.</typeparam>
    public static NamedArray From<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => From(name, new Shape(values.Length), values);

    /// <summary>Rounds numbers to bfloat16, ties to even.</summary>
    /// <param name="name">Not empty.</param>
    /// <param name="shape">Its length is the number of values.</param>
    /// <param name="values">Row-major.</param>
    /// <exception cref="ArgumentException">The shape does not match the values.</exception>
    public static NamedArray AsBFloat16(string name, Shape shape, ReadOnlySpan<float> values)
    {
        RequireMatch(shape, values.Length);
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), Round(values[i]));
        return new NamedArray(name, shape, ElementType.BFloat16, bytes);
    }

    private static ushort Round(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        // A NaN whose payload sits in the lower half would round to infinity.
        if (float.IsNaN(value)) return (ushort)((bits >> 16) | 0x40);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static void RequireMatch(Shape shape, int length)
    {
        if (shape.Length != length)
            throw new ArgumentException($"Shape {shape} holds {shape.Length} numbers, but {length} were given.", nameof(shape));
    }
}
