using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Models.Onnx;
using Basin.Models.Tests.Torch;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Onnx;

/// <summary>Runs tests/torch/export.py once, and keeps the networks that torch exported with its numbers.</summary>
public sealed class TorchNetworks : IDisposable
{
    public TorchNetworks() => Script = new TorchScript(TorchScript.Path("export.py"), [Folder]);

    public TorchScript Script { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("basin-onnx-").FullName;

    public OnnxModel Open(string network, OnnxOptions? options = null) => OnnxModel.Open(Path.Combine(Folder, network + ".onnx"), options);

    internal TorchNumbers Numbers(string network, BatchNormMode mode, IReadOnlyList<ParameterInfo> parameters) => new(Archive(network), mode, parameters);

    /// <summary>The examples that torch was given, images as Basin keeps them.</summary>
    public DataSet<double> Data(string network, Targets targets)
    {
        using var archive = Archive(network);
        var (inputs, values) = (archive.Read<double>("inputs"), archive.Read<double>("targets"));
        return new DataSet<double>(network, new Shape(inputs.Shape.Extents.AsSpan()[1..]), inputs.Values, values.Values, targets, "export.py");
    }

    public string Write(string name, params NamedArray[] arrays)
    {
        var path = Path.Combine(Folder, name);
        NpzFile.Write(path, arrays);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private NpzFile Archive(string network) => NpzFile.Open(Path.Combine(Folder, network + ".npz"));
}
