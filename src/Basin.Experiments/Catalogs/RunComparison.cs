using System.Collections.Immutable;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Catalogs;

/// <summary>Runs side by side: the settings in which they differ, and, once all are finished, what <c>basin compare</c> finds.</summary>
/// <param name="Names">Their names: a folder's, with as much of the path before it as tells them apart.</param>
/// <param name="Runs">Each in a line, in the order of the names.</param>
/// <param name="Differences">The settings that differ.</param>
/// <param name="Conclusions">What follows, a sentence each; null before all are finished, as all below.</param>
/// <param name="Settings">See <see cref="Comparison"/>.</param>
/// <param name="Outcomes">See <see cref="Comparison"/>.</param>
/// <param name="Summaries">See <see cref="Comparison"/>.</param>
public sealed record RunComparison(
    ImmutableArray<string> Names,
    ImmutableArray<ComparedRun> Runs,
    ImmutableArray<ComparisonRow> Differences,
    ImmutableArray<string>? Conclusions,
    ImmutableArray<ComparisonRow>? Settings,
    ImmutableArray<ComparisonRow>? Outcomes,
    ImmutableArray<RunSummary>? Summaries)
{
    /// <summary>Compares runs.</summary>
    /// <exception cref="BadInputException">One cannot be read, or is given twice.</exception>
    public static RunComparison Of(ImmutableArray<(ListedRun Run, RunRow Row)> runs)
    {
        ImmutableArray<string> paths = [.. runs.Select(run => run.Run.Path)];
        var names = RunNames.Of(paths);
        RunRecord[] records = [.. paths.Select(RunFolder.ReadRecord)];
        var isWhole = paths.Length > 1 && paths.All(path => RunFolder.ReadSummary(path) is not null);
        var comparison = isWhole ? Comparison.Of(names, [.. paths.Select(FinishedRun.Read)]) : null;
        return new RunComparison(
            names,
            [.. runs.Select(run => new ComparedRun(run.Row))],
            [.. SettingsRows.Differing(records.Select(record => (record, record.Settings))).Select(row => new ComparisonRow(row.Name, [.. row.Values]))],
            comparison?.Conclusions,
            comparison?.Settings,
            comparison?.Outcomes,
            comparison?.Summaries);
    }
}

/// <summary>One of the runs of a comparison.</summary>
/// <param name="Row">The run in a line.</param>
public sealed record ComparedRun(RunRow Row);
