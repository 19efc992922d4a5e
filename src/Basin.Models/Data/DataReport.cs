using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>What is in a data set, and what is wrong with it.</summary>
/// <param name="Path">As given.</param>
/// <param name="Format">The layout; <see cref="DataFormat.Auto"/> when it could not be told.</param>
/// <param name="Files">The files read.</param>
/// <param name="Parts">What could be read of them.</param>
/// <param name="SharedExamples">Test inputs that are also training inputs.</param>
/// <param name="Problems">The fatal ones first.</param>
public sealed record DataReport(
    string Path,
    DataFormat Format,
    ImmutableArray<DataFileFacts> Files,
    ImmutableArray<DataPartFacts> Parts,
    int SharedExamples,
    ImmutableArray<DataProblem> Problems)
{
    /// <summary>True when the data can be used as they are.</summary>
    public bool IsUsable => !Problems.Any(problem => problem.IsFatal);
}
