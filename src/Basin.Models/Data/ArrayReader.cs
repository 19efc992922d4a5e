using System.Numerics;
using System.Runtime.CompilerServices;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Reads many numbers from a source, a chunk at a time.</summary>
internal static class ArrayReader
{
    private const int Chunk = 1 << 18;
    private const int MaximumRank = 32;

    /// <summary>Makes a shape from extents found in a file.</summary>
    public static Shape Shape(string name, ReadOnlySpan<long> extents)
    {
        if (extents.Length > MaximumRank)
            throw BadInputException.At(name, $"the array has {extents.Length} axes", $"at most {MaximumRank}", "Reshape it.");
        Int128 length = 1;
        var ints = new int[extents.Length];
        for (var axis = 0; axis < ints.Length; axis++)
        {
            var extent = extents[axis];
            length *= extent;
            if (extent is < 0 or > int.MaxValue || length > Array.MaxLength)
                throw BadInputException.At(name, $"the array has shape [{string.Join(", ", extents.ToArray())}]", $"extents of at least 0 and at most {Array.MaxLength:N0} elements", "If the file is intact, split it.");
            ints[axis] = (int)extent;
        }

        return new Shape(ints);
    }

    /// <summary>Reads <paramref name="count"/> numbers and converts them.</summary>
    /// <param name="source">Positioned at the first byte.</param>
    /// <param name="type">How they are stored.</param>
    /// <param name="bigEndian">The byte order they are stored in.</param>
    /// <param name="count">How many.</param>
    public static T[] Read<T>(ByteSource source, ElementType type, bool bigEndian, int count)
        where T : unmanaged, INumber<T>
    {
        var size = type.Size();
        source.Require((long)count * size, $"data ({count:N0} numbers of {size} bytes)");
        if (type.IsFloat() && !IsFloatingPoint<T>())
            throw BadInputException.At(source.Name, $"the numbers are stored as {type}", $"integers, to read them as {typeof(T).Name}", "Save them as integers.");
        var values = Allocate<T>(source.Name, count);
        Fill(source, type, bigEndian, values);
        return values;
    }

    /// <summary>Reads numbers into <paramref name="values"/>.</summary>
    public static void Fill<T>(ByteSource source, ElementType type, bool bigEndian, Span<T> values)
        where T : unmanaged, INumber<T>
    {
        var size = type.Size();
        // Eight-byte words keep the chunk aligned for every element type.
        var words = new ulong[Math.Clamp(((long)values.Length * size + 7) / 8, 1, Chunk / 8)];
        var chunk = System.Runtime.InteropServices.MemoryMarshal.AsBytes(words.AsSpan());
        var swap = bigEndian == BitConverter.IsLittleEndian;
        while (values.Length > 0)
        {
            var n = Math.Min(values.Length, chunk.Length / size);
            var bytes = chunk[..(n * size)];
            source.ReadExactly(bytes, "the data");
            if (swap) ElementCodec.ReverseBytes(type, bytes);
            try
            {
                ElementCodec.Decode(type, bytes, values[..n]);
            }
            catch (OverflowException e)
            {
                throw BadInputException.At(source.Name, $"a number does not fit {typeof(T).Name}", $"numbers that do (stored as {type})", "Read it with a wider type.", e);
            }

            values = values[n..];
        }
    }

    /// <summary>Allocates without clearing; says so when there is no memory.</summary>
    public static T[] Allocate<T>(string name, long count)
        where T : unmanaged
    {
        try
        {
            if (count <= Array.MaxLength) return GC.AllocateUninitializedArray<T>((int)count);
        }
        catch (OutOfMemoryException e)
        {
            throw TooLarge<T>(name, count, e);
        }

        throw TooLarge<T>(name, count, null);
    }

    private static BadInputException TooLarge<T>(string name, long count, Exception? cause)
        where T : unmanaged => BadInputException.At(name, $"it holds {count:N0} numbers ({(double)count * Unsafe.SizeOf<T>() / (1 << 30):F1} GiB as {typeof(T).Name})", "data that fit this machine's memory", "Use a part of it, or float32.", cause);

    private static bool IsFloatingPoint<T>()
        where T : unmanaged => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half);
}
