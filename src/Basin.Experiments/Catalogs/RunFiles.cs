using Basin.Experiments.Runs;

namespace Basin.Experiments.Catalogs;

/// <summary>Where the series of a run lies: that of a distillation is the one of its newest round.</summary>
internal static class RunFiles
{
    private const string Metrics = "metrics.jsonl";

    public static string MetricsOf(string path, RunRecord record) => Path.Combine(record.Settings.DistillRounds > 1 ? DistillRounds.PathOf(path, RoundsBefore(path, record) + 1) : path, Metrics);

    /// <summary>Rounds before the newest one; 0 for a run without.</summary>
    public static int RoundsBefore(string path, RunRecord record)
    {
        var round = 1;
        while (round < record.Settings.DistillRounds && File.Exists(Path.Combine(DistillRounds.PathOf(path, round + 1), Metrics))) round++;
        return round - 1;
    }
}
