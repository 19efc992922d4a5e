using System.Collections.Immutable;

namespace Basin.Experiments.Reports;

/// <summary>A row of a page's table of measurements.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Detail">More of it, in small; may be empty.</param>
/// <param name="Cells">One a column after the first.</param>
/// <param name="Anchor">Which part of the page the name leads to; null for none.</param>
/// <param name="IsAlarm">Whether the first cell is bad news.</param>
internal readonly record struct PageRow(string Name, string Detail, ImmutableArray<string> Cells, string? Anchor = null, bool IsAlarm = false);
