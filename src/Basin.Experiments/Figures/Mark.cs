using System.Collections.Immutable;

namespace Basin.Experiments.Figures;

/// <summary>Something drawn in a panel.</summary>
public abstract record Mark
{
    /// <summary>What the legend calls it; null to leave it out.</summary>
    public string? Label { get; init; }

    /// <summary>Which colour of the palette, from 0; −1 is the colour of the frame.</summary>
    public int Color { get; init; }

    /// <summary>The points that must be visible.</summary>
    internal abstract IEnumerable<(double X, double Y)> Extent { get; }
}
