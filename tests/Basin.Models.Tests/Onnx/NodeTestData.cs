using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Onnx;
using Basin.Models.Onnx.Operators;
using Basin.Models.Onnx.Proto;

namespace Basin.Models.Tests.Onnx;

/// <summary>The format's own tests, one operator or a few each, as Debian's libonnx-testdata installs them.</summary>
internal static class NodeTestData
{
    private const string Folder = "/usr/share/libonnx-testdata/data/node";

    public static string? Missing => Directory.Exists(Folder) ? null : "libonnx-testdata is not installed.";

    /// <summary>The tests all of whose operators Basin reads, with those operators. In alphabetical order.</summary>
    public static IReadOnlyDictionary<string, string[]> Claimed { get; } = Missing is not null
        ? new Dictionary<string, string[]>()
        : new SortedDictionary<string, string[]>(
            Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).ToDictionary(name => name, Operators)
                .Where(test => test.Value.All(type => OnnxOperators.Find(type) is not null)).ToDictionary(), StringComparer.Ordinal);

    /// <summary>Those that are run.</summary>
    public static IEnumerable<string> Run => Claimed.Keys.Except(NodeTestExclusions.All.Keys);

    public static OnnxGraph Graph(string name) => OnnxReader.Open(Path.Combine(Folder, name, "model.onnx"), anyOpset: true);

    /// <summary>A value for each input.</summary>
    public static Dictionary<string, OnnxTensor> Feeds(string name, OnnxGraph graph) => Read(name, "input", graph.Inputs);

    /// <summary>What each output must be.</summary>
    public static Dictionary<string, OnnxTensor> Wanted(string name, OnnxGraph graph) => Read(name, "output", graph.Outputs);

    private static Dictionary<string, OnnxTensor> Read(string name, string kind, ImmutableArray<OnnxInput> declared)
    {
        var folder = Path.Combine(Folder, name, "test_data_set_0");
        Assert.Equal(declared.Length, Directory.GetFiles(folder, $"{kind}_*.pb").Length);
        var reader = new OnnxTensorReader(folder, folder);
        return declared.Select((one, i) => (one, File: Path.Combine(folder, $"{kind}_{i}.pb")))
            .ToDictionary(pair => pair.one.Name, pair => Typed(pair.one, reader.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(pair.File)), pair.File)));
    }

    // The files keep bfloat16 as the integers of its bits.
    private static OnnxTensor Typed(OnnxInput declared, OnnxTensor array) =>
        declared.Type == ElementType.BFloat16 && array.Type == ElementType.UInt16 ? new OnnxTensor(ElementType.BFloat16, array.Shape, array.Bytes) : array;

    private static string[] Operators(string name)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(Folder, name, "model.onnx")));
        return [.. model.Graph.Node.Select(node => node.OpType).Distinct()];
    }
}
