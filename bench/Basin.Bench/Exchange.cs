using System.Numerics;
using System.Text.Json;
using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Bench;

/// <summary>The folder through which the two sides exchange one workload (see bench/peers/exchange.py).</summary>
internal sealed class Exchange : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes an empty folder in the system's place for temporary files.</summary>
    public Exchange() => Folder = Directory.CreateTempSubdirectory("basin-bench-").FullName;

    public string Folder { get; }

    public void WriteSettings(object settings) =>
        File.WriteAllText(Path.Combine(Folder, "workload.json"), JsonSerializer.Serialize(settings, s_json));

    public void Write<T>(string name, Shape shape, ReadOnlySpan<T> values)
        where T : unmanaged =>
        NpyFile.Write(Path.Combine(Folder, name + ".npy"), NamedArray.From(name, shape, values));

    /// <summary>How far torch's numbers are from Basin's.</summary>
    public Difference Compare<T>(string name, ReadOnlySpan<T> own, double limit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var peer = NpyFile.Read<T>(Path.Combine(Folder, $"peer-{name}.npy"));
        return new Difference(name, Difference.Between(own, peer.Values), limit);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
