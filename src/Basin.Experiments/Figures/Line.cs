using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>Points joined in order; a NaN breaks the line.</summary>
/// <param name="Points">In order.</param>
/// <param name="IsFaint">Whether it is the background of another.</param>
public sealed record Line(ImmutableArray<(double X, double Y)> Points, bool IsFaint = false) : Mark
{
    internal override IEnumerable<(double X, double Y)> Extent => Points;

    internal override string Kind => "line";

    internal override void Describe(JsonObject mark)
    {
        mark["faint"] = IsFaint;
        mark["points"] = FigureJson.Points(Points.Select(point => new[] { point.X, point.Y }));
    }
}
