using System.Buffers.Binary;
using System.Text;
using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["w.safetensors"];

    [Fact]
    public void Arrays_and_metadata_come_back_to_the_bit()
    {
        float[] w = [1, -0f, float.NaN, float.Epsilon, float.MaxValue, 6];
        SafetensorsFile.Write(
            Path,
            [NamedArray.From<float>("layer1.weight", new Shape(2, 3), w), NamedArray.From<double>("b", [Math.PI]), NamedArray.From<long>("step", Shape.Scalar, [long.MaxValue]), NamedArray.From<Half>("h", [(Half)0.1]), NamedArray.From<ulong>("rng", [ulong.MaxValue, 1]), NamedArray.From<float>("none", [])],
            new Dictionary<string, string> { ["epoch"] = "3", ["näme"] = "\"quoted\"" });
        var file = SafetensorsFile.Open(Path);
        Assert.Equal(w.Select(BitConverter.SingleToInt32Bits), file.Read<float>("layer1.weight").Values.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(new Shape(2, 3), file.Shape("layer1.weight"));
        Assert.Equal(ElementType.Float32, file.ElementType("layer1.weight"));
        Assert.Equal([Math.PI], file.Read<double>("b").Values);
        Assert.Equal([long.MaxValue], file.Read<long>("step").Values);
        Assert.Equal([(double)(Half)0.1], file.Read<double>("h").Values);
        Assert.Equal([ulong.MaxValue, 1], file.Read<ulong>("rng").Values);
        Assert.Empty(file.Read<float>("none").Values);
        Assert.Equal(["b", "h", "layer1.weight", "none", "rng", "step"], file.Names.Order(StringComparer.Ordinal));
        Assert.Equal(("3", "\"quoted\""), (file.Metadata["epoch"], file.Metadata["näme"]));
    }

    [Fact]
    public void The_layout_is_the_published_one()
    {
        SafetensorsFile.Write(Path, [NamedArray.From<ushort>("a", [0x0201])]);
        var bytes = File.ReadAllBytes(Path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"a":{"dtype":"U16","shape":[1],"data_offsets":[0,2]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal([1, 2], bytes[(8 + length)..]);
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(1.00390625f, 1f)]
    [InlineData(1.01171875f, 1.015625f)]
    [InlineData(-3.0e38f, -3.0040553e38f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Bfloat16_rounds_to_nearest_even_and_reads_back(float value, float expected)
    {
        SafetensorsFile.Write(Path, [NamedArray.AsBFloat16("a", new Shape(1), [value])]);
        Assert.Equal(expected, SafetensorsFile.Open(Path).Read<float>("a").Values[0]);
    }

    [Fact]
    public void An_independent_reader_finds_the_same_numbers()
    {
        SafetensorsFile.Write(Path, [NamedArray.From<float>("w", new Shape(2, 2), [1, 2, 3, 4.5f]), NamedArray.From<double>("v", [0.1])], new Dictionary<string, string> { ["k"] = "v" });
        Assert.Equal(
            "{'k': 'v'} [[1.0, 2.0], [3.0, 4.5]] [0.1]",
            Numpy.Run(_folder.Root, """
                import json, struct
                raw = open('w.safetensors', 'rb').read()
                n = struct.unpack('<Q', raw[:8])[0]; h = json.loads(raw[8:8+n]); d = raw[8+n:]
                get = lambda k, t: np.frombuffer(d[slice(*h[k]['data_offsets'])], t).reshape(h[k]['shape']).tolist()
                print(h['__metadata__'], get('w', '<f4'), get('v', '<f8'))
                """));
    }

    public static TheoryData<string, int, string> Broken => new()
    {
        { "{", 0, "a header that cannot be read" },
        { "[]", 0, "a header that is no JSON object" },
        { """{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "/a: dtype 'F8_E4M3'; wanted F64, F32, F16, BF16" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "/a: shape [2] of F32 at bytes [0, 4]; wanted 8 bytes" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "/a: its bytes begin at 4; wanted 0, without a hole or an overlap" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "its bytes begin at 0; wanted 4, without a hole or an overlap" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "3 bytes of data; wanted 4, as the header says" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "5 bytes of data; wanted 4, as the header says" },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "the array has shape [-1]" },
        { """{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "the array has shape [4294967296, 4294967296]" },
        { """{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "a header that cannot be read" },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "a header that cannot be read" },
        { """{"a":7}""", 0, "a header that cannot be read" },
        { """{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "a header that cannot be read" },
        { """{"__metadata__":{"a":1}}""", 0, "metadata that is not text to text" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_header_that_is_not_sound_is_refused(string json, int dataBytes, string expected)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var bytes = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        var error = Assert.Throws<BadInputException>(() => SafetensorsFile.Open(_folder.Write("w.safetensors", bytes)));
        Assert.StartsWith(Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(9UL)]
    public void A_header_length_beyond_the_file_is_refused(ulong length)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        var error = Assert.Throws<BadInputException>(() => SafetensorsFile.Open(_folder.Write("w.safetensors", bytes)));
        Assert.Contains($"a header of {length:N0} bytes in a file of 16; wanted a header inside the file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_array_is_named_with_those_that_are_there()
    {
        SafetensorsFile.Write(Path, [NamedArray.From<float>("a", [1]), NamedArray.From<float>("b", [1])]);
        var error = Assert.Throws<BadInputException>(() => SafetensorsFile.Open(Path).Read<float>("c"));
        Assert.Equal($"{Path}: the arrays a, b; wanted one named 'c'. Use a file written for this model.", error.Message);
    }

    [Fact]
    public void Names_that_clash_are_not_written()
    {
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, [NamedArray.From<float>("a", [1]), NamedArray.From<float>("a", [1])]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Path, [NamedArray.From<float>("__metadata__", [1])]));
        Assert.False(File.Exists(Path));
    }

    public void Dispose() => _folder.Dispose();
}
