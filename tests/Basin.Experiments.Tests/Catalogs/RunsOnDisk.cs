using Basin.Experiments.Runs;
using Basin.Experiments.Tests.Reports;
using Basin.Training;

namespace Basin.Experiments.Tests.Catalogs;

/// <summary>Run folders below a root.</summary>
internal static class RunsOnDisk
{
    public static RunSummary Done { get; } = Samples.Summary;

    /// <summary>A run that is done.</summary>
    public static string Finished(this Folder folder, string id, TrainingOutcome outcome = TrainingOutcome.Finished)
    {
        RunOnDisk.Make(folder[id], Samples.Read, Done with { Outcome = outcome });
        return folder[id];
    }

    /// <summary>A run that nobody is at any more.</summary>
    public static string Left(this Folder folder, string id, TrainSettings? settings = null)
    {
        using var run = Going(folder, id, settings);
        return folder[id];
    }

    /// <summary>A run at which this process is.</summary>
    public static RunFolder Going(this Folder folder, string id, TrainSettings? settings = null) =>
        RunFolder.CreateAt(folder[id], Samples.Record with { Settings = settings ?? Samples.Record.Settings });

    /// <summary>The file of a run's series.</summary>
    public static string MetricsOf(string path) => Path.Combine(path, "metrics.jsonl");
}
