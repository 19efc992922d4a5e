using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>An upright line through the panel, with its name written beside it.</summary>
/// <param name="X">Where.</param>
/// <param name="Text">Its name.</param>
public sealed record Upright(double X, string Text) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent => [(X, double.NaN)];

    internal override string Kind => "upright";

    internal override void Describe(JsonObject mark)
    {
        mark["x"] = FigureJson.Number(X);
        mark["text"] = Text;
    }
}
