using System.Diagnostics;

namespace Basin.Bench;

/// <summary>How long <c>basin --help</c> takes, process start to end, by the wall.</summary>
internal sealed class HelpWorkload(string name, double wanted) : Workload(name, wanted)
{
    private const int Runs = 20;

    public override IReadOnlyList<Row> Run(Session session)
    {
        var program = Program();
        if (!File.Exists(program))
            throw new InvalidOperationException($"{Path.GetFileName(program)} was not found beside this program's folder; build the solution with -c Release.");
        Time(program);
        var times = Enumerable.Range(0, Runs).Select(_ => Time(program)).ToList();
        var spread = Spread.Of(times);
        return [new Row(Name, $"{spread.Median:f0} ms", null, spread, "ms", Wanted, true, [$"{Runs} processes"])];
    }

    // Beside this program in the artifacts folder: .../bin/Basin.App/<configuration>/basin.
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, "Basin.App", own.Name, OperatingSystem.IsWindows() ? "basin.exe" : "basin");
    }

    private static double Time(string program)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, "--help") { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var spent = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (process.ExitCode != 0 || text.Length == 0)
            throw new InvalidOperationException($"'basin --help' printed {text.Length} characters and ended with code {process.ExitCode}; wanted some and 0.");
        return spent;
    }
}
