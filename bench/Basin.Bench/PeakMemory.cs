using System.Diagnostics;
using System.Globalization;
using Basin.Numerics.Threading;

namespace Basin.Bench;

/// <summary>
/// The most memory that a workload takes above a process that is ready to begin: the runtime up on our side, torch and scipy
/// imported on theirs. Each side runs once in a fresh process.
/// </summary>
internal static class PeakMemory
{
    private const double Allowed = 1;

    /// <summary>The line of the table: how many times as much torch takes.</summary>
    public static Row Compare(string workload, Session session, Exchange exchange, string variant)
    {
        var (own, theirs) = (OfOwn(workload, session.Options), OfPeer(exchange, variant, session.Options));
        var ratio = theirs / own;
        return new Row($"peak memory, {workload}", Mebibytes(own), $"{Mebibytes(theirs)} ({variant})", new Spread(ratio, ratio, ratio), "x", Allowed, false, []);
    }

    /// <summary>Runs one workload once in this process; bytes.</summary>
    public static long OfOne(string workload, BenchOptions options)
    {
        using var workers = new Workers(options.Threads);
        ProcessMemory.ForgetPeak();
        var start = ProcessMemory.Now();
        Workloads.All.Single(entry => entry.Name == workload).RunOnce(new Session(options, null, workers, _ => { }));
        return ProcessMemory.Peak() - start;
    }

    private static double OfOwn(string workload, BenchOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--memory-of", workload, "--threads", $"{options.Threads}"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(text, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : throw new InvalidOperationException($"The process that was to measure its memory ended with code {process.ExitCode}.");
    }

    private static double OfPeer(Exchange exchange, string variant, BenchOptions options)
    {
        using var peer = Peer.Start(options.Threads, out var reason) ?? throw new PeerException(reason);
        return peer.MeasureMemory(exchange.Folder, variant);
    }

    private static string Mebibytes(double bytes) => $"{bytes / (1 << 20):f0} MiB";
}
