using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>Points with error bars.</summary>
/// <param name="Points">Anywhere; the error is a standard error of Y, 0 for none.</param>
public sealed record Dots(ImmutableArray<(double X, double Y, double Error)> Points) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent =>
        Points.SelectMany(point => new[] { (point.X, point.Y - point.Error), (point.X, point.Y + point.Error) });

    internal override string Kind => "dots";

    internal override void Describe(JsonObject mark) =>
        mark["points"] = FigureJson.Points(Points.Select(point => new[] { point.X, point.Y, point.Error }));
}
