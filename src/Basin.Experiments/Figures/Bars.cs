using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>Bars from zero, with error bars.</summary>
/// <param name="Items">Where each stands along its axis, how far it reaches, and the standard error of that, 0 for none.</param>
/// <param name="IsHorizontal">Whether they stand along the vertical axis.</param>
public sealed record Bars(ImmutableArray<(double At, double Value, double Error)> Items, bool IsHorizontal = false) : Mark
{
    /// <summary>How wide a bar is, in units of the axis it stands on; above 0.</summary>
    public double Width { get; init; } = 0.7;

    internal override IEnumerable<(double X, double Y)> Extent
    {
        get
        {
            foreach (var (at, value, error) in Items)
            {
                foreach (var reach in new[] { 0, value - error, value + error })
                {
                    yield return IsHorizontal ? (reach, at - (Width / 2)) : (at - (Width / 2), reach);
                    yield return IsHorizontal ? (reach, at + (Width / 2)) : (at + (Width / 2), reach);
                }
            }
        }
    }

    internal override string Kind => "bars";

    internal override void Describe(JsonObject mark)
    {
        mark["horizontal"] = IsHorizontal;
        mark["width"] = FigureJson.Number(Width);
        mark["points"] = FigureJson.Points(Items.Select(item => new[] { item.At, item.Value, item.Error }));
    }
}
