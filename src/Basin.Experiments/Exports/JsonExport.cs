using System.Collections.Immutable;

namespace Basin.Experiments.Exports;

/// <summary>Runs as one JSON object; <c>docs/json.md</c> describes it.</summary>
/// <param name="Runs">In the order given.</param>
public sealed record JsonExport(ImmutableArray<ExportedRun> Runs);
