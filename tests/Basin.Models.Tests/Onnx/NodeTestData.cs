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

    public static OnnxGraph Graph(string name) => OnnxReader.Open(Path.Combine(Folder, name, "model.onnx"), anyOpset: true);

    /// <summary>The arrays fed, and those wanted, in the graph's order.</summary>
    public static (OnnxTensor[] Inputs, OnnxTensor[] Outputs) Arrays(string name)
    {
        var folder = Path.Combine(Folder, name, "test_data_set_0");
        var reader = new OnnxTensorReader(folder, folder);
        return (Read("input"), Read("output"));

        OnnxTensor[] Read(string kind) =>
            [.. Enumerable.Range(0, Directory.GetFiles(folder, $"{kind}_*.pb").Length)
                .Select(i => Path.Combine(folder, $"{kind}_{i}.pb"))
                .Select(file => reader.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(file)), file))];
    }

    private static string[] Operators(string name)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(Folder, name, "model.onnx")));
        return [.. model.Graph.Node.Select(node => node.OpType).Distinct()];
    }
}
