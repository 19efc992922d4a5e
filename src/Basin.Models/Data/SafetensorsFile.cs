using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>Named arrays in one file, the format in which weights are exchanged: 8 bytes of header length, a JSON header, the bytes.</summary>
/// <remarks>Source: github.com/huggingface/safetensors, "Format". The checks are that page's, plus this machine's memory.</remarks>
public sealed class SafetensorsFile
{
    private const int Prefix = 8;
    private readonly ImmutableDictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(string path, ImmutableArray<SafetensorsEntry> entries, ImmutableDictionary<string, string> metadata, long dataStart)
    {
        Path = path;
        Metadata = metadata;
        DataStart = dataStart;
        Names = [.. entries.Select(entry => entry.Name)];
        _entries = entries.ToImmutableDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of the arrays, in the order of their bytes.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The text that travels with the arrays.</summary>
    public ImmutableDictionary<string, string> Metadata { get; }

    private long DataStart { get; }

    /// <summary>Reads the header. The file is not kept open.</summary>
    /// <exception cref="BadInputException">The file is missing, cut off, or its header is not sound.</exception>
    public static SafetensorsFile Open(string path)
    {
        using var file = ByteSource.OpenFile(path);
        if (file.Length < Prefix)
            throw BadInputException.At(path, $"a file of {file.Length} bytes", "8 bytes of header length, a header and data", "It is cut off or no safetensors file.");
        Span<byte> prefix = stackalloc byte[Prefix];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaximumLength || (long)length > file.Length - Prefix)
            throw BadInputException.At(path, $"a header of {length:N0} bytes in a file of {file.Length:N0}", $"a header inside the file, at most {SafetensorsHeader.MaximumLength:N0} bytes", "It is cut off or no safetensors file.");
        var json = new byte[(int)length];
        file.ReadExactly(json);
        var dataStart = Prefix + (long)length;
        var (entries, metadata) = SafetensorsHeader.Parse(path, json, file.Length - dataStart);
        return new SafetensorsFile(path, entries, metadata, dataStart);
    }

    /// <summary>The extents of an array.</summary>
    /// <exception cref="BadInputException">There is no such array.</exception>
    public Shape Shape(string name) => Entry(name).Shape;

    /// <summary>How an array is stored.</summary>
    /// <exception cref="BadInputException">There is no such array.</exception>
    public ElementType ElementType(string name) => Entry(name).Type;

    /// <summary>Reads one array.</summary>
    /// <param name="name">Its name.</param>
    /// <typeparam name="T">Numbers are converted to this type; float to integer is refused.</typeparam>
    /// <exception cref="BadInputException">There is no such array, or its numbers do not fit.</exception>
    public NumericArray<T> Read<T>(string name)
        where T : unmanaged, INumber<T>
    {
        var entry = Entry(name);
        using var file = ByteSource.OpenFile(Path);
        file.Position = DataStart + entry.Start;
        using var source = ByteSource.FromStream($"{Path}/{Printable.Text(name)}", file, file.Length - file.Position);
        return new NumericArray<T>(name, entry.Shape, entry.Type, ArrayReader.Read<T>(source, entry.Type, bigEndian: false, entry.Shape.Length));
    }

    /// <summary>Writes a file; whole or not at all, and the same bytes every time.</summary>
    /// <param name="path">Made or replaced.</param>
    /// <param name="arrays">In the order in which their bytes are written; different names.</param>
    /// <param name="metadata">Text to travel with them.</param>
    /// <exception cref="ArgumentException">Two arrays have one name, or one is called <c>__metadata__</c>.</exception>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NamedArray> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        AtomicFile.Write(path, stream => Write(stream, arrays, metadata));
    }

    /// <summary>Writes the bytes of a file to a stream; the same every time.</summary>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="arrays">In the order in which their bytes are written; different names.</param>
    /// <param name="metadata">Text to travel with them.</param>
    /// <exception cref="ArgumentException">Two arrays have one name, or one is called <c>__metadata__</c>.</exception>
    public static void Write(Stream stream, IReadOnlyList<NamedArray> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = SafetensorsHeader.Format(arrays, metadata);
        Span<byte> prefix = stackalloc byte[Prefix];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var array in arrays) stream.Write(array.Bytes);
    }

    private SafetensorsEntry Entry(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw BadInputException.At(Path, $"the arrays {string.Join(", ", Names.Take(20).Select(n => Printable.Text(n)))}{(Names.Length > 20 ? ", …" : "")}", $"one named '{name}'", "Use a file written for this model.");
}
