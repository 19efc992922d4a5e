using System.Collections.Immutable;

namespace Basin.Experiments.Reports;

/// <summary>What to compare, and where to keep it.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The folders of finished runs, at least two.</summary>
    public required ImmutableArray<string> Runs { get; init; }

    /// <summary>The folder of the tables and figures; null for keeping nothing.</summary>
    public string? Out { get; init; }

    /// <summary>Whether to replace what is there.</summary>
    public bool Force { get; init; }
}
