using System.Collections.Immutable;

namespace Basin.Experiments.Reports;

/// <summary>What <c>basin report --json</c> prints.</summary>
/// <param name="Report">The page.</param>
/// <param name="Pdf">The same as PDF; null when that was not asked.</param>
/// <param name="Figures">The figures as PNG; none when that was not asked.</param>
public sealed record ReportFiles(string Report, string? Pdf, ImmutableArray<string> Figures);
