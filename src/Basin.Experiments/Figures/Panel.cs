using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>One pair of axes and what lies between them.</summary>
public sealed record Panel
{
    /// <summary>Above the axes.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows in sentences, to be set below it where a page has room; null for nothing.</summary>
    public string? Caption { get; init; }

    /// <summary>Left to right.</summary>
    public required Axis X { get; init; }

    /// <summary>Bottom to top.</summary>
    public required Axis Y { get; init; }

    /// <summary>Drawn in order, the first at the back.</summary>
    public required ImmutableArray<Mark> Marks { get; init; }
}
