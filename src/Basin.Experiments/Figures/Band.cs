using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>A strip between two curves, such as a line's error; a NaN breaks it.</summary>
/// <param name="Points">In order.</param>
public sealed record Band(ImmutableArray<(double X, double Low, double High)> Points) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent => Points.SelectMany(point => new[] { (point.X, point.Low), (point.X, point.High) });

    internal override string Kind => "band";

    internal override void Describe(JsonObject mark) =>
        mark["points"] = FigureJson.Points(Points.Select(point => new[] { point.X, point.Low, point.High }));
}
