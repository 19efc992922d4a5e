using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>What to draw, as data: panels beside and below each other. Renderers decide nothing but looks.</summary>
public sealed record Figure
{
    /// <summary>What the figure shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<Panel> Panels { get; init; }

    /// <summary>Panels side by side; at least 1.</summary>
    public int Columns { get; init; } = 1;
}
