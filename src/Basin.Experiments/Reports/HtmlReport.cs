using System.Globalization;
using Basin.Analysis.Inspection;
using Basin.Experiments.Runs;
using Basin.Training;

namespace Basin.Experiments.Reports;

/// <summary>A run as one page that needs nothing else: figures are drawn in it, and it asks no server for anything.</summary>
public static class HtmlReport
{
    /// <summary>Renders the report.</summary>
    /// <param name="record">What was asked.</param>
    /// <param name="summary">What it came to.</param>
    /// <param name="metrics">The series.</param>
    public static string Render(RunRecord record, RunSummary summary, IReadOnlyList<MetricsLine> metrics)
    {
        var run = new FinishedRun(record, summary, metrics);
        var page = new HtmlPage(run.Name);
        Append(page, run, isNext: false);
        return page.ToString();
    }

    /// <summary>Adds a run to a page: the answer first, then curves and figures, every number, and what would make the run again.</summary>
    internal static void Append(HtmlPage page, FinishedRun run, bool isNext)
    {
        var summary = run.Summary;
        page.Heading(run.Name, isNext);
        page.Aside($"{Headline.Of(summary.Settings)}. {summary.Message} Begun {run.Record.Started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.");
        if (summary.Inspection is { } inspection) page.Answer(Sentences(inspection, summary), inspection.Advice);
        page.Tiles(Tiles(summary));
        page.Figures(RunFigures.Of(run.Record, summary, run.Metrics));
        if (summary.Inspection is { } measured)
        {
            page.Section("Every number, with its error and its price");
            page.Table(InspectionTable.Rows(measured));
            page.Aside(InspectionTable.Assumptions(measured));
        }

        page.Section("Settings");
        page.Settings(SettingsRows.Of(run.Record, summary.Settings));
    }

    private static IEnumerable<string> Sentences(InspectionRecord inspection, RunSummary summary)
    {
        yield return Answer.Of(inspection);
        if (Answer.OfSgd(inspection) is { } sgd) yield return sgd;
        if (Answer.OfAnnealing(summary) is { } annealing) yield return annealing;
    }

    private static IEnumerable<(string Value, string Label)> Tiles(RunSummary summary) =>
    [
        .. Evaluated("test", summary.Test),
        .. Evaluated("train", summary.Train),
        (Numbers.Count(summary.Steps), "steps"),
        (Numbers.Seconds(summary.Seconds), "of training"),
    ];

    private static IEnumerable<(string Value, string Label)> Evaluated(string on, Evaluation? evaluation)
    {
        if (evaluation is not { } known) yield break;
        if (known.Accuracy is { } accuracy) yield return (Numbers.Percent(accuracy), $"{on} accuracy");
        yield return (Numbers.Short(known.Loss), $"{on} loss");
    }
}
