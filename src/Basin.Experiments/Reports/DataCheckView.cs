using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Experiments.Reports;

/// <summary>What <c>basin data check --json</c> prints.</summary>
/// <param name="Path">As given.</param>
/// <param name="Usable">Whether the data can be used as they are.</param>
/// <param name="Format">The layout.</param>
/// <param name="Problems">The fatal ones first.</param>
/// <param name="Parts">What could be read.</param>
/// <param name="SharedExamples">Test inputs that are also training inputs.</param>
/// <param name="Files">The files read.</param>
public sealed record DataCheckView(
    string Path, bool Usable, DataFormat Format, ImmutableArray<DataProblem> Problems, ImmutableArray<DataPartView> Parts, int SharedExamples, ImmutableArray<DataFileFacts> Files)
{
    /// <summary>The same as the report says.</summary>
    public static DataCheckView Of(DataReport report) => new(
        report.Path, report.IsUsable, report.Format, report.Problems, [.. report.Parts.Select(DataPartView.Of)], report.SharedExamples, report.Files);
}
