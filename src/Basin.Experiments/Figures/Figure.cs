using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>What to draw, as data: panels beside and below each other. Renderers decide nothing but looks.</summary>
public sealed record Figure
{
    /// <summary>What the figure shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<Panel> Panels { get; init; }

    /// <summary>How high a panel is at least, in pixels of which it is 460 wide; at least 180.</summary>
    public int PanelHeight
    {
        get;
        init => field = value >= 180 ? value : throw new ArgumentOutOfRangeException(nameof(PanelHeight), value, "Below 180 pixels a panel has no room between its title and its axis.");
    } = 300;

    /// <summary>Panels side by side; at least 1.</summary>
    public int Columns { get; init; } = 1;
}
