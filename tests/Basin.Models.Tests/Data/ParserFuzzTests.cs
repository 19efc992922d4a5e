using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Basin.Models.Data;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Models.Tests.Data;

/// <summary>Damaged files end in a message or in data, never in another exception, a hang or much memory.</summary>
public sealed class ParserFuzzTests : IDisposable
{
    private const int Mutants = 600;
    private const long MaximumBytes = 8 << 20;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Seeds => ["images-idx3-ubyte", "images-idx3-ubyte.gz", "labels-idx1-ubyte", "x.bin", "x.csv", "x.csv.gz", "x.npy", "y.npy", "stored.npz", "packed.npz", "w.safetensors"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_mutant_is_read_or_refused(string name)
    {
        MakeFiles();
        var original = File.ReadAllBytes(_folder[name]);
        Read(name);
        var refused = 0;
        for (var i = 0; i < Mutants; i++)
        {
            _folder.Write(name, Mutation.Of(original, new Seed(7).Stream("mutant " + name, i)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.GetTimestamp();
            try
            {
                Read(name);
            }
            catch (BadInputException e)
            {
                refused++;
                Assert.Contains("; wanted ", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\0', e.Message);
            }
            catch (Exception e)
            {
                Assert.Fail($"Mutant {i} of {name}: {e}");
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MaximumBytes, $"Mutant {i} of {name} allocated too much.");
            Assert.True(Stopwatch.GetElapsedTime(clock).TotalSeconds < 5, $"Mutant {i} of {name} took too long.");
        }

        Assert.InRange(refused, Mutants / 20, Mutants);
    }

    [Fact]
    public void Checking_a_mutant_never_throws()
    {
        MakeFiles();
        foreach (var name in (string[])["images-idx3-ubyte.gz", "x.csv", "stored.npz"])
        {
            var original = File.ReadAllBytes(_folder[name]);
            for (var i = 0; i < 200; i++)
            {
                _folder.Write(name, Mutation.Of(original, new Seed(8).Stream("mutant " + name, i)));
                var report = DataCheck.Run(new DataSetOptions { Path = _folder[name] }, TestContext.Current.CancellationToken);
                Assert.True(report.Parts.Length > 0 || !report.IsUsable);
            }
        }
    }

    private void Read(string name)
    {
        if (name == "w.safetensors")
        {
            var file = SafetensorsFile.Open(_folder[name]);
            foreach (var tensor in file.Names) file.Read<double>(tensor);
            return;
        }

        var path = name.StartsWith("labels", StringComparison.Ordinal) ? "images-idx3-ubyte" : name == "y.npy" ? "x.npy" : name;
        DataSets.Open<double>(new DataSetOptions { Path = _folder[path], TargetPath = path == "x.npy" ? _folder["y.npy"] : null });
    }

    private void MakeFiles()
    {
        var images = TemporaryFolder.Idx(8, [4, 2, 2], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        _folder.Write("images-idx3-ubyte", images);
        _folder.Packed("images-idx3-ubyte.gz", images);
        _folder.Write("labels-idx1-ubyte", TemporaryFolder.Idx(8, [4], 0, 1, 2, 1));
        _folder.Write("x.bin", TemporaryFolder.Cifar(1, (0, 1), (0, 2)));
        var csv = Encoding.UTF8.GetBytes("a,\"b\",label\n1,2.5e0,0\n-3,4,1\n5,6,0\n7,8,1\n");
        _folder.Write("x.csv", csv);
        _folder.Packed("x.csv.gz", csv);
        var x = NamedArray.From<double>("x", new Shape(4, 2), [1, 2, 3, 4, 5, 6, 7, 8]);
        var y = NamedArray.From<int>("y", [0, 1, 0, 1]);
        NpyFile.Write(_folder["x.npy"], x);
        NpyFile.Write(_folder["y.npy"], y);
        NpzFile.Write(_folder["stored.npz"], [x, y]);
        NpzFile.Write(_folder["packed.npz"], [x, y], CompressionLevel.Optimal);
        SafetensorsFile.Write(_folder["w.safetensors"], [x, y, NamedArray.From<Half>("h", [(Half)1])], new Dictionary<string, string> { ["k"] = "v" });
    }

    public void Dispose() => _folder.Dispose();
}
