using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], double[]> Types => new()
    {
        { "'|b1'", [0, 1], [0, 1] },
        { "'|u1'", [0, 255], [0, 255] },
        { "'|i1'", [0, 255], [0, -1] },
        { "'<u2'", [1, 2, 255, 255], [513, 65535] },
        { "'>u2'", [2, 1, 255, 255], [513, 65535] },
        { "'<i2'", [1, 0, 255, 255], [1, -1] },
        { "'<i4'", [1, 0, 0, 0, 255, 255, 255, 255], [1, -1] },
        { "'>i4'", [0, 0, 0, 1, 255, 255, 255, 254], [1, -2] },
        { "'<u4'", [1, 0, 0, 0, 255, 255, 255, 255], [1, 4294967295] },
        { "'<i8'", [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], [1, -1] },
        { "'<u8'", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128], [1, 9223372036854775808] },
        { "'<f2'", [0, 0x3C, 0, 0xC0], [1, -2] },
        { "'>f2'", [0x3C, 0, 0xC0, 0], [1, -2] },
        { "'<f4'", [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], [1, -2] },
        { "'>f4'", [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0], [1, -2] },
        { "'<f8'", [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0], [1, -2] },
        { "\">f8\"", [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], [1, -2] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_element_type_and_byte_order_is_read(string descr, byte[] data, double[] expected)
    {
        var path = _folder.Write("a.npy", TemporaryFolder.Npy(descr, "(2,)", data));
        Assert.Equal(expected, NpyFile.Read<double>(path).Values);
        Assert.Equal(Array.ConvertAll(expected, x => (float)x), NpyFile.Read<float>(path).Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_header_version_is_read(byte version) =>
        Assert.Equal([7.0], NpyFile.Read<double>(_folder.Write("a.npy", TemporaryFolder.Npy("'|u1'", "(1,)", [7], version: version))).Values);

    [Fact]
    public void Fortran_order_is_turned_to_row_major()
    {
        // Element [i, j, k] of shape (2, 3, 4) is 12i + 4j + k, written with i fastest.
        var data = new List<byte>();
        for (var k = 0; k < 4; k++)
        {
            for (var j = 0; j < 3; j++) data.AddRange([(byte)((4 * j) + k), (byte)(12 + (4 * j) + k)]);
        }

        var array = NpyFile.Read<float>(_folder.Write("a.npy", TemporaryFolder.Npy("'|u1'", "(2, 3, 4)", data.ToArray(), fortran: true)));
        Assert.Equal(new Shape(2, 3, 4), array.Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), array.Values);
    }

    [Fact]
    public void A_scalar_and_an_empty_array_are_arrays_too()
    {
        Assert.Equal([5.0], NpyFile.Read<double>(_folder.Write("s.npy", TemporaryFolder.Npy("'|u1'", "()", [5]))).Values);
        Assert.Empty(NpyFile.Read<double>(_folder.Write("e.npy", TemporaryFolder.Npy("'<f8'", "(0, 3)", []))).Values);
    }

    [Fact]
    public void Integers_are_read_exactly_and_never_from_fractions()
    {
        var path = _folder["i.npy"];
        NpyFile.Write(path, NamedArray.From<long>("i", [long.MinValue, long.MaxValue, 3]));
        Assert.Equal([long.MinValue, long.MaxValue, 3], NpyFile.Read<long>(path).Values);
        Assert.Contains("a number does not fit Int32; wanted numbers that do (stored as Int64)", Assert.Throws<BadInputException>(() => NpyFile.Read<int>(path)).Message, StringComparison.Ordinal);
        NpyFile.Write(path, NamedArray.From<double>("f", [1.5]));
        Assert.Contains("the numbers are stored as Float64; wanted integers", Assert.Throws<BadInputException>(() => NpyFile.Read<int>(path)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, int, string> Refused => new()
    {
        { "'|O'", "(1,)", 8, "an object array (pickled Python objects); wanted bool, uint8" },
        { "'<U5'", "(1,)", 20, "an array of text (dtype '<U5'); wanted bool" },
        { "'<c16'", "(1,)", 16, "an array of complex numbers" },
        { "[('a', '<f8')]", "(1,)", 8, "a structured array (several fields an element)" },
        { "'<f16'", "(1,)", 16, "dtype '<f16'; wanted bool" },
        { "'<f8'", "(2,)", 8, "the file ends 8 bytes after its header; wanted 16 bytes of data" },
        { "'<f8'", "(1,)", 16, "there are more bytes after the first" },
        { "'<f8'", "(-1,)", 8, "a .npy header with the extent ''" },
        { "'<f8'", "(100000, 100000)", 8, "the array has shape [100000, 100000]; wanted extents of at least 0 and at most" },
        { "'<f8'", "(99999999999999999999,)", 8, "a .npy header with the extent '99999999999999999999'" },
        { "'<f8", "(1,)", 8, "a .npy header with" },
        { "'<f8'", "(1,", 8, "a .npy header with" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_numbers_is_refused_by_name(string descr, string shape, int bytes, string expected)
    {
        var path = _folder.Write("bad.npy", TemporaryFolder.Npy(descr, shape, new byte[bytes]));
        var error = Assert.Throws<BadInputException>(() => NpyFile.Read<double>(path));
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numpy_reads_what_is_written()
    {
        NpyFile.Write(_folder["a.npy"], NamedArray.From<double>("a", new Shape(2, 3), [1, 2.5, -3, 0, double.NaN, double.MaxValue]));
        NpyFile.Write(_folder["h.npy"], NamedArray.From<Half>("h", [(Half)1.5]));
        NpyFile.Write(_folder["b.npy"], NamedArray.From<bool>("b", [true, false]));
        NpyFile.Write(_folder["s.npy"], NamedArray.From<int>("s", Shape.Scalar, [-7]));
        Assert.Equal(
            "float64 (2, 3) True True | float16 [1.5] | bool [ True False] | int32 () -7",
            Numpy.Run(_folder.Root, """
                a = np.load('a.npy'); h = np.load('h.npy'); b = np.load('b.npy'); s = np.load('s.npy')
                e = np.array([[1, 2.5, -3], [0, np.nan, np.finfo(float).max]])
                print(a.dtype, a.shape, np.array_equal(a, e, equal_nan=True), open('a.npy','rb').read().index(b'\n') % 64 == 63, '|', h.dtype, h, '|', b.dtype, b, '|', s.dtype, s.shape, s)
                """));
    }

    [Fact]
    public void What_numpy_writes_is_read()
    {
        Numpy.Run(_folder.Root, """
            rng = np.random.default_rng(1)
            x = rng.standard_normal((5, 4, 3))
            np.save('c.npy', x); np.save('f.npy', np.asfortranarray(x)); np.save('b.npy', x.astype('>f8')); np.save('h.npy', x.astype('f2'))
            np.savetxt('c.txt', x.reshape(-1), fmt='%.17g'); np.savetxt('h.txt', x.astype('f2').reshape(-1).astype(float), fmt='%.17g')
            """);
        var expected = File.ReadLines(_folder["c.txt"]).Select(double.Parse).ToArray();
        foreach (var name in (string[])["c.npy", "f.npy", "b.npy"])
        {
            var array = NpyFile.Read<double>(_folder[name]);
            Assert.Equal(new Shape(5, 4, 3), array.Shape);
            Assert.Equal(expected, array.Values);
        }

        Assert.Equal(File.ReadLines(_folder["h.txt"]).Select(double.Parse), NpyFile.Read<double>(_folder["h.npy"]).Values);
    }

    public void Dispose() => _folder.Dispose();
}
