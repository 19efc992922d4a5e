using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Reports;

/// <summary>A finished run as its folder tells of it.</summary>
/// <param name="Record">What was asked.</param>
/// <param name="Summary">What it came to.</param>
/// <param name="Metrics">The series; of a distillation, that of the last round.</param>
public sealed record FinishedRun(RunRecord Record, RunSummary Summary, IReadOnlyList<MetricsLine> Metrics)
{
    /// <summary>The name of its folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Summary.Run));

    /// <summary>Steps counted as one epoch.</summary>
    public int StepsPerEpoch => RunFigures.StepsPerEpoch(Record, Summary);

    /// <summary>Reads the folder of a run.</summary>
    /// <exception cref="BadInputException">It is no run, or is not finished.</exception>
    public static FinishedRun Read(string path)
    {
        var record = RunFolder.ReadRecord(path);
        var summary = RunFolder.ReadSummary(path)
            ?? throw BadInputException.At(path, "a run that is not finished", "a finished run", $"Go on with it: basin train --resume {path}");
        var series = record.Settings.DistillRounds > 1 ? DistillRounds.Last(path) : path;
        return new FinishedRun(record, summary with { Run = path }, RunFolder.ReadMetrics(series));
    }
}
