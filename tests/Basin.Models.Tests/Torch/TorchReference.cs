using System.Diagnostics;
using Basin.Models.Data;

namespace Basin.Models.Tests.Torch;

/// <summary>Runs tests/torch/reference.py once for all networks, and keeps its numbers.</summary>
public sealed class TorchReference : IDisposable
{
    private const int NoTorch = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("basin-torch-").FullName;

    public TorchReference()
    {
        var folders = TorchNetworks.All.Values.Select(make => make()).Select(twin =>
        {
            var folder = Path.Combine(_folder, twin.Name);
            twin.Write(folder);
            return folder;
        });
        var python = Environment.GetEnvironmentVariable("BASIN_PYTHON") is { Length: > 0 } chosen ? chosen
            : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        try
        {
            var start = new ProcessStartInfo(python, ["-B", Path.Combine(AppContext.BaseDirectory, "torch", "reference.py"), .. folders]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == NoTorch) Missing = "python3-torch is not installed; install it, or name a Python that has torch in BASIN_PYTHON.";
            else if (process.ExitCode != 0) Failure = errors;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing = $"'{python}' does not run; install python3-torch, or name a Python that has torch in BASIN_PYTHON.";
        }
    }

    /// <summary>Why there is no torch here; null when there is.</summary>
    public string? Missing { get; }

    /// <summary>What the script complained of; null when it did not.</summary>
    public string? Failure { get; }

    public double[] Read(string network, string quantity) =>
        NpyFile.Read<double>(Path.Combine(_folder, network, $"torch-{quantity}.npy")).Values;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
