using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>Words at a point.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">How high.</param>
/// <param name="Text">The words.</param>
public sealed record Note(double X, double Y, string Text) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent => [(X, Y)];

    internal override string Kind => "note";

    internal override void Describe(JsonObject mark)
    {
        mark["x"] = FigureJson.Number(X);
        mark["y"] = FigureJson.Number(Y);
        mark["text"] = Text;
    }
}
