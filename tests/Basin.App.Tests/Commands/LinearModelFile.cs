using System.Runtime.InteropServices;
using System.Text;

namespace Basin.App.Tests.Commands;

/// <summary>The ONNX file of z = x·w with two inputs and one output, written field by field as the format's protobuf has them.</summary>
internal static class LinearModelFile
{
    public static byte[] Bytes(params float[] weights)
    {
        var node = Join(Text(1, "x"), Text(1, "w"), Text(2, "z"), Text(3, "layer"), Text(4, "MatMul"));
        var tensor = Join(Number(1, 2), Number(1, 1), Number(2, 1), Text(8, "w"), Field(9, MemoryMarshal.AsBytes(weights.AsSpan()).ToArray()));
        var shape = Join(Field(1, Text(2, "n")), Field(1, Number(1, 2)));
        var input = Join(Text(1, "x"), Field(2, Field(1, Join(Number(1, 1), Field(2, shape)))));
        var output = Join(Text(1, "z"), Field(2, Field(1, Number(1, 1))));
        var graph = Join(Field(1, node), Text(2, "linear"), Field(5, tensor), Field(11, input), Field(12, output));
        return Join(Number(1, 8), Field(7, graph), Field(8, Number(2, 17)));
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Number(int field, byte value) => [(byte)(field << 3), value];

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    // Lengths stay below 2¹⁴: two bytes of seven bits are enough.
    private static byte[] Field(int field, byte[] content) =>
        [(byte)((field << 3) | 2), .. content.Length < 128 ? [(byte)content.Length] : new[] { (byte)((content.Length & 127) | 128), (byte)(content.Length >> 7) }, .. content];
}
