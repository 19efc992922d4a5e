using System.Text.Json;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Tests.Reports;

/// <summary>A run folder with known numbers.</summary>
internal static class RunOnDisk
{
    public static void Make(string path, IReadOnlyList<MetricsLine> metrics, RunSummary? summary)
    {
        using var run = RunFolder.CreateAt(path, Samples.Record with { Settings = summary?.Settings ?? Samples.Record.Settings });
        File.WriteAllLines(Path.Combine(path, "metrics.jsonl"), metrics.Select(line => JsonSerializer.Serialize(line, RunJson.Readable.MetricsLine).ReplaceLineEndings("")));
        if (summary is not null) run.SaveDone(summary);
    }
}
