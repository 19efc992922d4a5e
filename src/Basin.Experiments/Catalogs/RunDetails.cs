using System.Collections.Immutable;
using Basin.Analysis.Inspection;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Training.Instruments;

namespace Basin.Experiments.Catalogs;

/// <summary>All that a page on a run begins with; its series are asked for apart.</summary>
/// <param name="Row">The run in a line.</param>
/// <param name="Record">What was asked.</param>
/// <param name="Summary">What it came to; null before it is done.</param>
/// <param name="Answer">Where it landed, a sentence each; none where that was not inspected.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Figures">Those in its folder, in the order of the report.</param>
/// <param name="HasReport">Whether there is a report to look at.</param>
/// <param name="StepsPerEpoch">Steps counted as one epoch; null along a flow.</param>
/// <param name="Instruments">What the series can have been read by.</param>
public sealed record RunDetails(
    RunRow Row,
    RunRecord Record,
    RunSummary? Summary,
    ImmutableArray<string> Answer,
    ImmutableArray<string> Advice,
    ImmutableArray<FigureEntry> Figures,
    bool HasReport,
    int? StepsPerEpoch,
    ImmutableArray<InstrumentDescription> Instruments)
{
    /// <summary>Reads a run.</summary>
    /// <exception cref="BadInputException">Its files cannot be read.</exception>
    public static RunDetails Of(ListedRun run, RunRow row)
    {
        var record = RunFolder.ReadRecord(run.Path);
        var summary = RunFolder.ReadSummary(run.Path);
        return new RunDetails(
            row, record, summary, summary?.Inspection is { } inspection ? Sentences(inspection) : [], summary?.Inspection?.Advice ?? [],
            FigureEntry.Of(run), run.File("report.html") is not null, RunLength.Of(record).StepsPerEpoch, InstrumentCatalog.All);
    }

    private static ImmutableArray<string> Sentences(InspectionRecord inspection) =>
        Reports.Answer.OfSgd(inspection) is { } sgd ? [Reports.Answer.Of(inspection), sgd] : [Reports.Answer.Of(inspection)];
}
