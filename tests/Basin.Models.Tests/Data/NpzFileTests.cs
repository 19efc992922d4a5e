using System.Buffers.Binary;
using System.IO.Compression;
using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Arrays_come_back_to_the_bit(CompressionLevel level)
    {
        var path = _folder["a.npz"];
        double[] x = [1, double.Epsilon, -0.0, double.NaN, 1e308, 3];
        NpzFile.Write(path, [NamedArray.From<double>("x", new Shape(3, 2), x), NamedArray.From<int>("y", [1, -2])], level);
        using var file = NpzFile.Open(path);
        Assert.Equal(["x", "y"], file.Names);
        Assert.Equal(x.Select(BitConverter.DoubleToInt64Bits), file.Read<double>("x").Values.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(new Shape(3, 2), file.Read<double>("x").Shape);
        Assert.Equal([1, -2], file.Read<int>("y").Values);
    }

    [Fact]
    public void The_same_arrays_make_the_same_bytes()
    {
        NamedArray[] arrays = [NamedArray.From<float>("x", [1, 2])];
        NpzFile.Write(_folder["a.npz"], arrays);
        NpzFile.Write(_folder["b.npz"], arrays);
        Assert.Equal(File.ReadAllBytes(_folder["a.npz"]), File.ReadAllBytes(_folder["b.npz"]));
    }

    [Fact]
    public void Numpy_reads_what_is_written_and_is_read_itself()
    {
        NpzFile.Write(_folder["ours.npz"], [NamedArray.From<float>("values", [1, 2.5f]), NamedArray.From<long>("steps", [1L << 60])], CompressionLevel.Fastest);
        Assert.Equal(
            "['values', 'steps'] float32 [1.  2.5] int64 [1152921504606846976]",
            Numpy.Run(_folder.Root, """
                f = np.load('ours.npz')
                print(f.files, f['values'].dtype, f['values'], f['steps'].dtype, f['steps'])
                np.savez('plain.npz', x=np.arange(6.).reshape(2, 3), y=np.array([1, 0]))
                np.savez_compressed('packed.npz', x=np.asfortranarray(np.arange(6.).reshape(2, 3)), y=np.array([1, 0], '>i2'))
                """));
        foreach (var name in (string[])["plain.npz", "packed.npz"])
        {
            using var file = NpzFile.Open(_folder[name]);
            Assert.Equal([0.0, 1, 2, 3, 4, 5], file.Read<double>("x").Values);
            Assert.Equal([1, 0], file.Read<int>("y").Values);
        }
    }

    [Fact]
    public void Objects_written_by_numpy_are_refused()
    {
        Numpy.Run(_folder.Root, "np.savez('o.npz', x=np.array([{}, None], dtype=object))");
        using var file = NpzFile.Open(_folder["o.npz"]);
        var error = Assert.Throws<BadInputException>(() => file.Read<double>("x"));
        Assert.Equal($"{_folder["o.npz"]}/x.npy: an object array (pickled Python objects); wanted bool, uint8..uint64, int8..int64, float16, float32 or float64. Convert it with astype before saving.", error.Message);
    }

    [Fact]
    public void A_bomb_is_refused_by_what_its_directory_declares()
    {
        var content = TemporaryFolder.Npy("'|u1'", "(134217728,)", new byte[1 << 27]);
        var path = _folder.Zip("bomb.npz", ("x.npy", content));
        using var file = NpzFile.Open(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<BadInputException>(() => file.Read<float>("x"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Matches(@"bomb\.npz/x\.npy: [\d,]+ bytes declared to unpack to 134,217,\d{3}, as only a decompression bomb does; wanted at most 67,108,864\. If the data are real", error.Message);
    }

    [Fact]
    public void A_bomb_that_lies_about_its_length_is_refused_too()
    {
        var content = TemporaryFolder.Npy("'|u1'", "(8,)", new byte[1 << 24]);
        var path = _folder.Zip("bomb.npz", ("x.npy", content));
        var bytes = File.ReadAllBytes(path);
        // The uncompressed length in the central directory (signature PK 1 2) is at offset 24.
        var directory = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        var header = content.Length - (1 << 24);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), header + 8);
        File.WriteAllBytes(path, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<BadInputException>(() =>
        {
            using var file = NpzFile.Open(path);
            file.Read<float>("x");
        });
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 21);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_in_the_data_is_noticed()
    {
        var path = _folder["x.npz"];
        NpzFile.Write(path, [NamedArray.From<double>("x", Enumerable.Range(0, 100).Select(i => (double)i).ToArray())]);
        var bytes = File.ReadAllBytes(path);
        bytes[400] ^= 4;
        File.WriteAllBytes(path, bytes);
        using var file = NpzFile.Open(path);
        Assert.Matches(@"x\.npy: (the checksum is [0-9a-f]{8}; wanted [0-9a-f]{8}\. The data are damaged|the entry cannot be unpacked)", Assert.Throws<BadInputException>(() => file.Read<double>("x")).Message);
    }

    [Fact]
    public void What_is_no_archive_and_what_is_not_in_it_is_said()
    {
        var error = Assert.Throws<BadInputException>(() => NpzFile.Open(_folder.Text("no.npz", "hello, I am text and no archive at all")));
        Assert.EndsWith("no.npz: it is no intact zip archive; wanted a .npz file. Write it again with numpy.savez.", error.Message, StringComparison.Ordinal);
        using var file = NpzFile.Open(_folder.Zip("a.npz", ("a.npy", TemporaryFolder.Npy("'|u1'", "(1,)", [1]))));
        Assert.Contains("the arrays a; wanted one named 'x'", Assert.Throws<BadInputException>(() => file.Read<float>("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_arrays_of_one_name_are_not_written() =>
        Assert.Throws<ArgumentException>(() => NpzFile.Write(_folder["a.npz"], [NamedArray.From<float>("x", [1]), NamedArray.From<float>("x", [2])]));

    public void Dispose() => _folder.Dispose();
}
