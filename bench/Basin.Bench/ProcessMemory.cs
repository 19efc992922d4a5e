using System.Globalization;

namespace Basin.Bench;

/// <summary>What this process holds in memory, as Linux counts it.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Bytes held now.</summary>
    public static long Now() => Field("VmRSS:");

    /// <summary>The most bytes held since the last <see cref="ForgetPeak"/>.</summary>
    public static long Peak() => Field("VmHWM:");

    /// <summary>Lets the peak begin again at what is held now.</summary>
    public static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static long Field(string name)
    {
        if (!File.Exists(Status)) throw new NotSupportedException("Memory is only measured on Linux.");
        var line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
