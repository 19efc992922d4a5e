using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>Points on stalks from zero.</summary>
/// <param name="Points">Anywhere.</param>
public sealed record Stems(ImmutableArray<(double X, double Y)> Points) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent => Points.Append((Points.Length == 0 ? double.NaN : Points[0].X, 0.0));

    internal override string Kind => "stems";

    internal override void Describe(JsonObject mark) =>
        mark["points"] = FigureJson.Points(Points.Select(point => new[] { point.X, point.Y }));
}
