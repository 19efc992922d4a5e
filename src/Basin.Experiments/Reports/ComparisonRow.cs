using System.Collections.Immutable;

namespace Basin.Experiments.Reports;

/// <summary>A row of a comparison.</summary>
/// <param name="Name">A setting or a quantity.</param>
/// <param name="Values">One a run; a dash where it has none.</param>
public sealed record ComparisonRow(string Name, ImmutableArray<string> Values);
