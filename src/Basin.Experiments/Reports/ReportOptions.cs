using System.Collections.Immutable;

namespace Basin.Experiments.Reports;

/// <summary>Which report to write, and as what.</summary>
public sealed record ReportOptions
{
    /// <summary>The folders of finished runs, at least one.</summary>
    public required ImmutableArray<string> Runs { get; init; }

    /// <summary>The file of the page; null for <c>report.html</c> in the folder of the run, or beside the folder of the first of several.</summary>
    public string? Out { get; init; }

    /// <summary>Whether to print the page to a PDF file beside it.</summary>
    public bool Pdf { get; init; }

    /// <summary>Whether to turn its figures into PNG files beside it.</summary>
    public bool Png { get; init; }
}
