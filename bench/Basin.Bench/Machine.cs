using System.Runtime.InteropServices;

namespace Basin.Bench;

/// <summary>What may be said of the machine in a committed file: its processor, not its name.</summary>
internal static class Machine
{
    public static string Processor { get; } = Find();

    /// <summary>The processor as part of a file name.</summary>
    public static string Slug => string.Join('-', new string([.. Processor.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Find()
    {
        const string CpuInfo = "/proc/cpuinfo";
        if (!File.Exists(CpuInfo)) return RuntimeInformation.ProcessArchitecture.ToString();
        var lines = File.ReadAllLines(CpuInfo);
        var name = Field("model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        return Field("cpu family") is { } family && Field("model") is { } model ? $"{name} (family {family}, model {model})" : name;

        string? Field(string key) => lines.FirstOrDefault(line => line.Split(':')[0].Trim() == key)?.Split(':', 2)[1].Trim();
    }
}
