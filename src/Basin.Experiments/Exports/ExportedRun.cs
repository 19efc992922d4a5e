using System.Collections.Immutable;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Exports;

/// <summary>All that is known of a run, as other programs get it.</summary>
/// <param name="Run">What sets it apart from the others: its folder's name, with as much of the path before it as that takes.</param>
/// <param name="Record">What it was asked.</param>
/// <param name="Series">What was measured along the way.</param>
/// <param name="Summary">What it came to; null when it is not finished.</param>
public sealed record ExportedRun(string Run, RunRecord Record, ImmutableArray<Series> Series, RunSummary? Summary)
{
    /// <summary>Reads runs, which other processes may be writing.</summary>
    /// <param name="paths">Their folders.</param>
    /// <exception cref="BadInputException">One is no run, cannot be read, or is given twice.</exception>
    public static ImmutableArray<ExportedRun> Read(IReadOnlyList<string> paths) =>
        [.. paths.Zip(RunNames.Of(paths), (path, name) => new ExportedRun(name, RunFolder.ReadRecord(path), RunSeries.Of(RunFolder.ReadMetrics(path)), RunFolder.ReadSummary(path)))];
}
