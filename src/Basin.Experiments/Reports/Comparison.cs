using System.Collections.Immutable;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>Finished runs side by side: what <c>basin compare --json</c> prints.</summary>
/// <param name="Runs">Their names: a folder's, with as much of the path before it as tells them apart.</param>
/// <param name="Conclusions">What follows, a sentence each.</param>
/// <param name="Settings">Those that differ.</param>
/// <param name="Outcomes">What the runs came to, as people read it.</param>
/// <param name="Summaries">The same as numbers, in the order of the names.</param>
public sealed record Comparison(
    ImmutableArray<string> Runs, ImmutableArray<string> Conclusions, ImmutableArray<ComparisonRow> Settings, ImmutableArray<ComparisonRow> Outcomes, ImmutableArray<RunSummary> Summaries)
{
    /// <summary>Compares runs.</summary>
    /// <param name="names">What to call each.</param>
    /// <param name="runs">At least two.</param>
    public static Comparison Of(ImmutableArray<string> names, IReadOnlyList<FinishedRun> runs) => new(
        names,
        [.. ComparisonSentences.Of(names, runs)],
        [.. SettingsRows.Differing(runs).Select(Row)],
        [.. Reports.Outcomes.Rows(runs).Select(Row)],
        [.. runs.Select(run => run.Summary)]);

    private static ComparisonRow Row((string Name, IEnumerable<string> Values) row) => new(row.Name, [.. row.Values]);
}
