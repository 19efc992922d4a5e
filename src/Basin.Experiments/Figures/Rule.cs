using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>A level line across the panel, with its name written on it.</summary>
/// <param name="Y">The level.</param>
/// <param name="Text">Its name.</param>
public sealed record Rule(double Y, string Text) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent => [(double.NaN, Y)];

    internal override string Kind => "rule";

    internal override void Describe(JsonObject mark)
    {
        mark["y"] = FigureJson.Number(Y);
        mark["text"] = Text;
    }
}
