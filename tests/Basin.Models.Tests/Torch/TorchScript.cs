using System.ComponentModel;
using System.Diagnostics;

namespace Basin.Models.Tests.Torch;

/// <summary>A Python script that needs torch, run once; tests skip by name where there is no torch.</summary>
public sealed class TorchScript
{
    private const int NoTorch = 3;

    /// <summary>Runs a script and waits for it.</summary>
    /// <param name="path">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    public TorchScript(string path, IEnumerable<string> arguments, string? folder = null)
    {
        var python = Environment.GetEnvironmentVariable("BASIN_PYTHON") is { Length: > 0 } chosen ? chosen
            : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        try
        {
            var start = new ProcessStartInfo(python, ["-B", path, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder ?? "" };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            output.Wait();
            if (process.ExitCode == NoTorch) Missing = "python3-torch is not installed; install it, or name a Python that has torch in BASIN_PYTHON.";
            else if (process.ExitCode != 0) Failure = errors;
        }
        catch (Win32Exception)
        {
            Missing = $"'{python}' does not run; install python3-torch, or name a Python that has torch in BASIN_PYTHON.";
        }
    }

    /// <summary>Why there is no torch here; null when there is.</summary>
    public string? Missing { get; }

    /// <summary>What the script complained of; null when it did not.</summary>
    public string? Failure { get; }

    /// <summary>One of the scripts of tests/torch.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "torch", name);

    /// <summary>Skips the test where there is no torch, and fails it where the script did.</summary>
    public void Require()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        Assert.True(Failure is null, Failure);
    }
}
