using System.Buffers.Binary;
using System.Numerics;

namespace Basin.Models.Data;

/// <summary>IDX, the format of MNIST: a big-endian array of 1 to 8 axes, gzip unpacked on the way.</summary>
/// <remarks>Two zero bytes, a type byte, the number of axes, an int32 an extent, the numbers. Source: yann.lecun.com/exdb/mnist.</remarks>
public static class IdxFile
{
    private const int MaximumRank = 8;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, packed or not.</param>
    /// <typeparam name="T">Numbers are converted to this type; pixels stay 0 to 255.</typeparam>
    /// <exception cref="BadInputException">The file is missing, no IDX file, cut off, damaged, or longer than its header says.</exception>
    public static NumericArray<T> Read<T>(string path)
        where T : unmanaged, INumber<T>
    {
        using var source = ByteSource.Open(path);
        Span<byte> header = stackalloc byte[4 + (4 * MaximumRank)];
        source.ReadExactly(header[..4], "the IDX header");
        if (header[0] != 0 || header[1] != 0 || TypeOf(header[2]) is not { } type || header[3] is 0 or > MaximumRank)
            throw BadInputException.At(path, $"it begins with {Convert.ToHexString(header[..4])}", "an IDX header: 0000, a type 08..0E and 1 to 8 axes", "It is no IDX file, or damaged: check which file it is.");
        var rank = header[3];
        source.ReadExactly(header[4..(4 + (4 * rank))], "the IDX header");
        var extents = new long[rank];
        for (var axis = 0; axis < rank; axis++) extents[axis] = BinaryPrimitives.ReadUInt32BigEndian(header[(4 + (4 * axis))..]);
        var shape = ArrayReader.Shape(path, extents);
        var values = ArrayReader.Read<T>(source, type, bigEndian: true, shape.Length);
        source.RequireEnd($"{string.Join(" x ", extents)} numbers");
        return new NumericArray<T>(Path.GetFileName(path), shape, type, values);
    }

    private static ElementType? TypeOf(byte code) => code switch
    {
        0x08 => ElementType.UInt8,
        0x09 => ElementType.Int8,
        0x0B => ElementType.Int16,
        0x0C => ElementType.Int32,
        0x0D => ElementType.Float32,
        0x0E => ElementType.Float64,
        _ => null,
    };
}
