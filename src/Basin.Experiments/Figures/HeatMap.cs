using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>A coloured cell for each number of a table, with a bar that says which colour is which number. A NaN leaves its cell empty.</summary>
/// <param name="XEdges">Ascending, one more than there are columns.</param>
/// <param name="YEdges">Ascending, one more than there are rows.</param>
/// <param name="Values">Row by row, the lowest first.</param>
/// <param name="Scale">What the numbers are.</param>
public sealed record HeatMap(ImmutableArray<double> XEdges, ImmutableArray<double> YEdges, ImmutableArray<double> Values, Axis Scale) : Mark
{
    /// <summary>Row by row, the lowest first.</summary>
    public ImmutableArray<double> Values { get; } = Values.Length == (XEdges.Length - 1) * (YEdges.Length - 1)
        ? Values
        : throw new ArgumentException($"{Values.Length} values are given for {YEdges.Length - 1} rows of {XEdges.Length - 1}.", nameof(Values));

    internal override IEnumerable<(double X, double Y)> Extent => [.. XEdges.Select(edge => (edge, double.NaN)), .. YEdges.Select(edge => (double.NaN, edge))];

    internal override string Kind => "heat-map";

    internal override void Describe(JsonObject mark)
    {
        mark["xEdges"] = FigureJson.Numbers(XEdges);
        mark["yEdges"] = FigureJson.Numbers(YEdges);
        mark["values"] = FigureJson.Numbers(Values);
        mark["scale"] = FigureJson.Of(Scale);
    }
}
