using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<byte, byte[], double[]> Types => new()
    {
        { 0x08, [0, 7, 255], [0, 7, 255] },
        { 0x09, [0, 127, 0x80], [0, 127, -128] },
        { 0x0B, [0x01, 0x02, 0xFF, 0xFE, 0, 3], [258, -2, 3] },
        { 0x0C, [0, 0, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 9], [256, -1, 9] },
        { 0x0D, [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], [1, -2, 0] },
        { 0x0E, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xC0, 0x10, 0, 0, 0, 0, 0, 0], [1.5, 0, -4] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_element_type_is_read_packed_or_not(byte type, byte[] data, double[] expected)
    {
        var bytes = TemporaryFolder.Idx(type, [3], data);
        Assert.Equal(expected, IdxFile.Read<double>(_folder.Write("plain-idx1", bytes)).Values);
        Assert.Equal(expected, IdxFile.Read<double>(_folder.Packed("packed-idx1.gz", bytes)).Values);
    }

    [Fact]
    public void The_shape_is_that_of_the_header()
    {
        var array = IdxFile.Read<float>(_folder.Write("x", TemporaryFolder.Idx(8, [2, 1, 3], 1, 2, 3, 4, 5, 6)));
        Assert.Equal(new Shape(2, 1, 3), array.Shape);
        Assert.Equal(ElementType.UInt8, array.ElementType);
        Assert.Equal([1f, 2, 3, 4, 5, 6], array.Values);
    }

    [Fact]
    public void A_length_that_the_file_cannot_hold_is_refused_before_it_is_allocated()
    {
        var bytes = TemporaryFolder.Idx(8, [2_000_000_000], 1, 2, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var plain = Assert.Throws<BadInputException>(() => IdxFile.Read<double>(_folder.Write("plain", bytes)));
        var packed = Assert.Throws<BadInputException>(() => IdxFile.Read<double>(_folder.Packed("packed.gz", bytes)));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.EndsWith("plain: the file ends 3 bytes after its header; wanted 2,000,000,000 bytes of data (2,000,000,000 numbers of 1 bytes). It is cut off or damaged: download or make it again.", plain.Message, StringComparison.Ordinal);
        Assert.Contains("packed.gz: its header declares 2,000,000,000 bytes of data", packed.Message, StringComparison.Ordinal);
        Assert.Contains("more than the packed file can hold", packed.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
