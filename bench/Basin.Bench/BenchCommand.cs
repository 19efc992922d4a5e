using Basin.Numerics.Threading;

namespace Basin.Bench;

/// <summary>The program: selects, runs, prints, writes.</summary>
internal static class BenchCommand
{
    /// <summary>Returns 0 when everything ran, 1 when the two sides disagreed or a workload failed, 2 on misuse.</summary>
    public static int Run(string[] arguments)
    {
        BenchOptions options;
        try
        {
            options = BenchOptions.Parse(arguments);
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        if (options.MemoryOf is { } name) return Print($"{PeakMemory.OfOne(name, options)}");
        var selected = Workloads.All.Where(workload => options.Selects(workload.Name)).ToList();
        if (options.ShowHelp) return Print(BenchOptions.Help);
        if (options.List) return Print(string.Join(Environment.NewLine, selected.Select(workload => workload.Name)));
        if (selected.Count > 0) return Time(options, selected);
        Console.Error.WriteLine($"No workload's name contains '{string.Join("' or '", options.Filters)}'. See --list.");
        return 2;
    }

    private static int Print(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static int Time(BenchOptions options, List<Workload> selected)
    {
        var peak = Enumerable.Range(0, 50).Max(_ => MultiplyAddPeak.Measure());
        Console.Error.WriteLine($"{Machine.Processor}: multiply-add peak of one thread {peak:f0} GF/s f32");
        var reason = "--no-peer";
        using var peer = options.UsePeer ? Peer.Start(options.Threads, out reason) : null;
        Console.Error.WriteLine(peer is null ? $"torch is missing, so only Basin is timed: {reason}" : peer.Description.ToString());
        if (peer is not null && Report.Suspicion(peer.Description, peak, options.Threads) is { } suspicion) Console.Error.WriteLine("WARNING: " + suspicion);

        using var workers = new Workers(options.Threads);
        var session = new Session(options, peer, workers, Console.Error.WriteLine);
        List<Row> rows = [];
        List<string> failures = [];
        foreach (var workload in selected)
        {
            Console.Error.WriteLine(workload.Name);
            try
            {
                foreach (var row in workload.Run(session))
                {
                    rows.Add(row);
                    Console.Error.WriteLine($"    {row.Workload}: Basin {row.Own}{(row.Peer is { } other ? $", {other}" : "")}: {row.MeasuredText} ({row.RangeText}), wanted {row.WantedText}");
                }
            }
            catch (Exception exception) when (exception is DisagreementException or PeerException or InvalidOperationException or NotSupportedException)
            {
                failures.Add(exception.Message.StartsWith(workload.Name, StringComparison.Ordinal) ? $"FAILED {exception.Message}" : $"FAILED {workload.Name}: {exception.Message}");
                Console.Error.WriteLine(failures[^1]);
            }
        }

        var report = new Report(options, Machine.Processor, peer?.Description, reason, peak, rows, failures);
        Console.WriteLine(report.ToText());
        foreach (var failure in failures) Console.WriteLine(failure);
        if (ResultFile.For(options) is { } path)
        {
            File.WriteAllText(path, report.ToMarkdown());
            Console.Error.WriteLine($"Written to {path}");
        }

        return failures.Count == 0 ? 0 : 1;
    }
}
