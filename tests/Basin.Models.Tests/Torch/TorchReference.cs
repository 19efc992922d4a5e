using Basin.Models.Data;

namespace Basin.Models.Tests.Torch;

/// <summary>Runs tests/torch/reference.py once for all networks, and keeps its numbers.</summary>
public sealed class TorchReference : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("basin-torch-").FullName;

    public TorchReference()
    {
        var folders = TorchNetworks.All.Values.Select(make => make()).Select(twin =>
        {
            var folder = Path.Combine(_folder, twin.Name);
            twin.Write(folder);
            return folder;
        });
        Script = new TorchScript(TorchScript.Path("reference.py"), folders);
    }

    public TorchScript Script { get; }

    public double[] Read(string network, string quantity) =>
        NpyFile.Read<double>(Path.Combine(_folder, network, $"torch-{quantity}.npy")).Values;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
