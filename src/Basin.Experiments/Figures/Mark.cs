using System.Collections.Immutable;

using System.Text.Json.Nodes;

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

    /// <summary>The kind of mark, such as <c>line</c>.</summary>
    internal abstract string Kind { get; }

    /// <summary>Adds what this kind of mark is made of.</summary>
    internal abstract void Describe(JsonObject mark);

    /// <summary>The mark as data.</summary>
    internal JsonObject ToJson()
    {
        var mark = new JsonObject { ["kind"] = Kind, ["label"] = Label, ["color"] = Color };
        Describe(mark);
        return mark;
    }
}
