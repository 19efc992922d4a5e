using System.Text.Json;
using System.Text.Json.Nodes;

namespace Basin.Experiments.Figures;

/// <summary>A figure as JSON: what is drawn, as numbers. A number that is not finite is null.</summary>
public static class FigureJson
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes it.</summary>
    public static void Write(Stream stream, Figure figure)
    {
        var node = new JsonObject
        {
            ["description"] = figure.Description,
            ["columns"] = figure.Columns,
            ["panels"] = new JsonArray([.. figure.Panels.Select(Of)]),
        };
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        node.WriteTo(writer, _indented);
    }

    private static JsonObject Of(Panel panel) => new()
    {
        ["title"] = panel.Title,
        ["caption"] = panel.Caption,
        ["x"] = Of(panel.X),
        ["y"] = Of(panel.Y),
        ["marks"] = new JsonArray([.. panel.Marks.Select(mark => mark.ToJson())]),
    };

    /// <summary>An axis.</summary>
    internal static JsonObject Of(Axis axis) => new()
    {
        ["label"] = axis.Label,
        ["log"] = axis.IsLog,
        ["linearUpTo"] = axis.LinearUpTo,
        ["minimum"] = axis.Minimum,
        ["maximum"] = axis.Maximum,
        ["whole"] = axis.IsWhole,
        ["names"] = new JsonArray([.. axis.Names.Select(name => JsonValue.Create(name))]),
    };

    /// <summary>Points as lists of numbers.</summary>
    internal static JsonArray Points(IEnumerable<double[]> points) =>
        new([.. points.Select(point => new JsonArray([.. point.Select(Number)]))]);

    /// <summary>A list of numbers.</summary>
    internal static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    /// <summary>A number, or null.</summary>
    internal static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
