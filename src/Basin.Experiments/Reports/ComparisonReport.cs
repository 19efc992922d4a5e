using System.Collections.Immutable;
using System.Globalization;

namespace Basin.Experiments.Reports;

/// <summary>Several runs side by side on one page: in which settings they differ, what came out, their curves in the same axes, then each by itself.</summary>
public static class ComparisonReport
{
    /// <summary>Renders the page.</summary>
    /// <param name="runs">At least two.</param>
    public static string Render(IReadOnlyList<FinishedRun> runs)
    {
        var page = new HtmlPage($"{runs.Count} runs");
        page.Heading($"{runs.Count} runs side by side");
        var names = Labels(runs);
        page.Answer([], ComparisonSentences.Of(names, runs));
        page.Section("Settings that differ");
        var differing = SettingsRows.Differing(runs).ToArray();
        if (differing.Length == 0) page.Aside("None: the runs were asked the same.");
        else page.Columns(names, differing, isCode: true);
        page.Section("What came out");
        page.Columns(names, Outcomes.Rows(runs), isCode: false);
        page.Figures(ComparisonFigures.Of(runs, names));
        foreach (var run in runs) HtmlReport.Append(page, run, isNext: true);
        return page.ToString();
    }

    /// <summary>The names of the runs, numbered where two have one name.</summary>
    internal static ImmutableArray<string> Labels(IReadOnlyList<FinishedRun> runs)
    {
        var isShared = runs.GroupBy(run => run.Name).Any(group => group.Skip(1).Any());
        return [.. runs.Select((run, i) => isShared ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}: {run.Name}") : run.Name)];
    }
}
