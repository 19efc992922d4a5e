using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Data;

/// <summary>numpy's .npy: one array a file (format versions 1 to 3, gzip unpacked on the way).</summary>
public static class NpyFile
{
    /// <summary>Reads a file, in either byte order and either memory order.</summary>
    /// <param name="path">The file.</param>
    /// <typeparam name="T">Numbers are converted to this type; float to integer is refused.</typeparam>
    /// <exception cref="BadInputException">The file is missing, cut off or damaged, or holds objects, text or records.</exception>
    public static NumericArray<T> Read<T>(string path)
        where T : unmanaged, INumber<T>
    {
        using var source = ByteSource.Open(path);
        return Read<T>(source, Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Writes a file that <c>numpy.load</c> reads; whole or not at all.</summary>
    /// <param name="path">Made or replaced.</param>
    /// <param name="array">The array; its name is not stored.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The array is bfloat16, which numpy lacks.</exception>
    public static void Write(string path, NamedArray array) => AtomicFile.Write(path, stream => Write(stream, array));

    internal static NumericArray<T> Read<T>(ByteSource source, string name)
        where T : unmanaged, INumber<T>
    {
        var header = NpyHeader.Read(source);
        var values = ArrayReader.Read<T>(source, header.ElementType, header.BigEndian, header.Shape.Length);
        source.RequireEnd("one array");
        if (header.FortranOrder && header.Shape.Rank > 1) values = ToRowMajor(values, header.Shape);
        return new NumericArray<T>(name, header.Shape, header.ElementType, values);
    }

    internal static void Write(Stream stream, NamedArray array)
    {
        NpyHeader.Write(stream, array.ElementType, array.Shape);
        stream.Write(array.Bytes);
    }

    private static T[] ToRowMajor<T>(T[] columnMajor, Shape shape)
        where T : unmanaged
    {
        var rowMajor = new T[columnMajor.Length];
        if (rowMajor.Length == 0) return rowMajor;
        var rank = shape.Rank;
        var strides = new int[rank];
        var stride = 1;
        for (var axis = 0; axis < rank; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        var index = new int[rank];
        var (inner, innerStride, from) = (shape[^1], strides[^1], 0);
        for (var to = 0; to < rowMajor.Length; to += inner)
        {
            for (var j = 0; j < inner; j++) rowMajor[to + j] = columnMajor[from + (j * innerStride)];
            for (var axis = rank - 2; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis]) break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return rowMajor;
    }
}
