using System.Collections.Immutable;

namespace Basin.Experiments.Exports;

/// <summary>What was exported.</summary>
/// <param name="Files">What was written.</param>
/// <param name="Unfinished">The runs among them that were not finished: they hold what there was.</param>
public sealed record ExportResult(ImmutableArray<string> Files, ImmutableArray<string> Unfinished);
