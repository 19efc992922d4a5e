using System.Buffers.Binary;
using System.Text;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>The header of a .npy array: magic, version, and a Python dictionary written as text.</summary>
internal sealed record NpyHeader(ElementType ElementType, bool BigEndian, bool FortranOrder, Shape Shape)
{
    private const int MaximumLength = 1 << 16;
    private const int Alignment = 64;

    /// <summary>The first six bytes of every .npy file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads and checks the header; the source then stands at the first element.</summary>
    public static NpyHeader Read(ByteSource source)
    {
        Span<byte> start = stackalloc byte[8];
        source.ReadExactly(start, "the .npy header");
        if (!start.StartsWith(Magic))
            throw BadInputException.At(source.Name, "it does not begin as a .npy array", "the bytes 93 'NUMPY'", "Write it with numpy.save.");
        if (start[6] is < 1 or > 3)
            throw BadInputException.At(source.Name, $".npy version {start[6]}.{start[7]}", "version 1, 2 or 3", "Write it again with numpy.save.");
        var wide = start[6] > 1;
        Span<byte> lengthBytes = stackalloc byte[wide ? 4 : 2];
        source.ReadExactly(lengthBytes, "the .npy header");
        var length = wide ? BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes);
        if (length > MaximumLength)
            throw BadInputException.At(source.Name, $"a header of {length:N0} bytes", $"at most {MaximumLength:N0}", "Write it again with numpy.save.");
        source.Require(length, "header");
        var text = new byte[length];
        source.ReadExactly(text, "the .npy header");
        return new NpyHeaderParser(source.Name, Encoding.Latin1.GetString(text)).Parse();
    }

    /// <summary>Writes the header of a row-major little-endian array, padded so that the data start at a multiple of 64.</summary>
    public static void Write(Stream stream, ElementType type, Shape shape)
    {
        var extents = shape.Rank == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape.Extents)})";
        var text = $"{{'descr': '{Describe(type)}', 'fortran_order': False, 'shape': {extents}, }}";
        const int Fixed = 10;
        var length = (Fixed + text.Length + 1 + Alignment - 1) / Alignment * Alignment - Fixed;
        var header = new byte[Fixed + length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(Fixed));
        stream.Write(header);
    }

    private static string Describe(ElementType type) => type switch
    {
        ElementType.Bool => "|b1",
        ElementType.UInt8 => "|u1",
        ElementType.Int8 => "|i1",
        ElementType.UInt16 => "<u2",
        ElementType.Int16 => "<i2",
        ElementType.UInt32 => "<u4",
        ElementType.Int32 => "<i4",
        ElementType.UInt64 => "<u8",
        ElementType.Int64 => "<i8",
        ElementType.Float16 => "<f2",
        ElementType.Float32 => "<f4",
        ElementType.Float64 => "<f8",
        _ => throw new NotSupportedException($".npy cannot store {type}; convert to float32."),
    };
}
