using System.Runtime.InteropServices;
using Basin.Models.Data;
using Basin.Models.Onnx.Proto;
using Basin.Numerics.Graphs;

namespace Basin.Models.Onnx;

/// <summary>Reads arrays of a message, wherever the message keeps their numbers.</summary>
internal sealed class OnnxTensorReader(string path, string? folder)
{
    private const int External = 1;
    private readonly ExternalData _external = new(path, folder);

    /// <summary>The element type with a number in the format; null for one that Basin does not read.</summary>
    public static ElementType? TypeOf(int code) => code switch
    {
        1 => ElementType.Float32,
        2 => ElementType.UInt8,
        3 => ElementType.Int8,
        4 => ElementType.UInt16,
        5 => ElementType.Int16,
        6 => ElementType.Int32,
        7 => ElementType.Int64,
        9 => ElementType.Bool,
        10 => ElementType.Float16,
        11 => ElementType.Float64,
        12 => ElementType.UInt32,
        13 => ElementType.UInt64,
        16 => ElementType.BFloat16,
        _ => null,
    };

    /// <summary>Reads one array.</summary>
    /// <param name="proto">The message.</param>
    /// <param name="where">What errors call it.</param>
    public OnnxTensor Read(TensorProto proto, string where)
    {
        if (TypeOf(proto.DataType) is not { } type)
            throw BadInputException.At(where, $"elements of kind {proto.DataType}", "floating-point numbers, integers or booleans", "Export the model without texts, complex and quantised numbers.");
        Span<long> extents = stackalloc long[Math.Min(proto.Dims.Count, 64)];
        for (var axis = 0; axis < extents.Length; axis++) extents[axis] = proto.Dims[axis];
        var shape = ArrayReader.Shape(where, extents);
        return new OnnxTensor(type, shape, Bytes(proto, type, shape, where));
    }

    private ReadOnlyMemory<byte> Bytes(TensorProto proto, ElementType type, Shape shape, string where)
    {
        var wanted = (long)shape.Length * type.Size();
        if (proto.DataLocation == External) return _external.Read(proto, wanted, where);
        var raw = proto.RawData.Memory;
        if (raw.Length > 0 || wanted == 0)
        {
            RequireCount(raw.Length, wanted, "bytes", shape, where);
            return raw;
        }

        var bytes = type switch
        {
            ElementType.Float32 => Of<float>(proto.FloatData),
            ElementType.Float64 => Of<double>(proto.DoubleData),
            ElementType.Int64 => Of<long>(proto.Int64Data),
            ElementType.UInt64 => Of<ulong>(proto.Uint64Data),
            ElementType.UInt32 => Narrow<ulong, uint>(proto.Uint64Data),
            ElementType.Int32 => Of<int>(proto.Int32Data),
            _ when type.Size() == 1 => Narrow<int, byte>(proto.Int32Data),
            _ => Narrow<int, ushort>(proto.Int32Data),
        };
        RequireCount(bytes.Length / type.Size(), shape.Length, "numbers", shape, where);
        return bytes;
    }

    private static byte[] Of<TElement>(IReadOnlyCollection<TElement> values)
        where TElement : unmanaged => MemoryMarshal.AsBytes<TElement>(values.ToArray()).ToArray();

    // The format keeps small numbers in the low bits of larger ones.
    private static byte[] Narrow<TWide, TElement>(IEnumerable<TWide> values)
        where TWide : System.Numerics.IBinaryInteger<TWide>
        where TElement : unmanaged, System.Numerics.IBinaryInteger<TElement> =>
        MemoryMarshal.AsBytes<TElement>(values.Select(TElement.CreateTruncating).ToArray()).ToArray();

    private static void RequireCount(long found, long wanted, string what, Shape shape, string where)
    {
        if (found != wanted)
            throw BadInputException.At(where, $"{found:N0} {what} for shape {shape}", $"{wanted:N0}", "The file is damaged: export it again.");
    }
}
