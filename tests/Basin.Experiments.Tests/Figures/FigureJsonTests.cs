using System.Text.Json;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Tests.Figures;

public sealed class FigureJsonTests
{
    private static JsonElement Written(params Mark[] marks)
    {
        using var stream = new MemoryStream();
        FigureJson.Write(stream, new Figure
        {
            Description = "d",
            Columns = 2,
            Panels = [new Panel { Title = "t", X = new Axis("x", IsLog: true, Minimum: 1), Y = new Axis("y", IsWhole: true), Marks = [.. marks] }],
        });
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    private static JsonElement Mark(Mark mark) => Written(mark).GetProperty("panels")[0].GetProperty("marks")[0];

    [Fact]
    public void A_figure_has_its_panels_and_axes()
    {
        var figure = Written(new Line([(1, 2)]));
        Assert.Equal(["description", "columns", "panels"], figure.EnumerateObject().Select(property => property.Name));
        var panel = figure.GetProperty("panels")[0];
        Assert.Equal("t", panel.GetProperty("title").GetString());
        var x = panel.GetProperty("x");
        Assert.Equal(("x", true, 1.0, JsonValueKind.Null), (x.GetProperty("label").GetString(), x.GetProperty("log").GetBoolean(), x.GetProperty("minimum").GetDouble(), x.GetProperty("maximum").ValueKind));
        Assert.True(panel.GetProperty("y").GetProperty("whole").GetBoolean());
    }

    [Fact]
    public void A_line_has_points_of_two_numbers_and_a_gap_is_null()
    {
        var line = Mark(new Line([(1, 2), (3, double.NaN)], IsFaint: true) { Label = "l", Color = 2 });
        Assert.Equal(("line", "l", 2, true), (line.GetProperty("kind").GetString(), line.GetProperty("label").GetString(), line.GetProperty("color").GetInt32(), line.GetProperty("faint").GetBoolean()));
        Assert.Equal("[[1,2],[3,null]]", Compact(line));
    }

    [Fact]
    public void Dots_have_their_errors_and_stems_two_numbers()
    {
        var dots = Mark(new Dots([(1, 2, 0.5)]));
        Assert.Equal(("dots", JsonValueKind.Null), (dots.GetProperty("kind").GetString(), dots.GetProperty("label").ValueKind));
        Assert.Equal("[[1,2,0.5]]", Compact(dots));
        var stems = Mark(new Stems([(1, -2)]));
        Assert.Equal("stems", stems.GetProperty("kind").GetString());
        Assert.Equal("[[1,-2]]", Compact(stems));
    }

    [Fact]
    public void A_rule_has_its_level_and_name()
    {
        var rule = Mark(new Rule(0.25, "limit"));
        Assert.Equal(("rule", 0.25, "limit"), (rule.GetProperty("kind").GetString(), rule.GetProperty("y").GetDouble(), rule.GetProperty("text").GetString()));
    }

    [Fact]
    public void Bands_bars_and_words_have_their_numbers()
    {
        var band = Mark(new Band([(1, 2, 3)]));
        Assert.Equal(("band", "[[1,2,3]]"), (band.GetProperty("kind").GetString(), Compact(band)));
        var bars = Mark(new Bars([(1, 2, 0.5)], IsHorizontal: true) { Width = 0.4 });
        Assert.Equal(("bars", true, 0.4, "[[1,2,0.5]]"), (bars.GetProperty("kind").GetString(), bars.GetProperty("horizontal").GetBoolean(), bars.GetProperty("width").GetDouble(), Compact(bars)));
        var note = Mark(new Note(1, 2, "here"));
        Assert.Equal(("note", 1.0, 2.0, "here"), (note.GetProperty("kind").GetString(), note.GetProperty("x").GetDouble(), note.GetProperty("y").GetDouble(), note.GetProperty("text").GetString()));
        var upright = Mark(new Upright(3, "limit"));
        Assert.Equal(("upright", 3.0, "limit"), (upright.GetProperty("kind").GetString(), upright.GetProperty("x").GetDouble(), upright.GetProperty("text").GetString()));
    }

    [Fact]
    public void Histograms_and_maps_have_their_edges()
    {
        var histogram = Mark(new Histogram([0, 1, 2], [3, 4]));
        Assert.Equal(("histogram", "[0,1,2]", "[3,4]"), (histogram.GetProperty("kind").GetString(), Compact(histogram, "edges"), Compact(histogram, "heights")));
        var map = Mark(new HeatMap([0, 1, 2], [0, 1], [5, double.NaN], new Axis("z", IsLog: true)));
        Assert.Equal(("heat-map", "[0,1,2]", "[0,1]", "[5,null]"), (map.GetProperty("kind").GetString(), Compact(map, "xEdges"), Compact(map, "yEdges"), Compact(map, "values")));
        Assert.True(map.GetProperty("scale").GetProperty("log").GetBoolean());
    }

    [Fact]
    public void An_axis_has_its_names_and_its_linear_part()
    {
        using var stream = new MemoryStream();
        FigureJson.Write(stream, new Figure { Description = "", Panels = [new Panel { Title = "", X = new Axis("x") { Names = ["a", "b"] }, Y = new Axis("y") { LinearUpTo = 0.5 }, Marks = [] }] });
        var panel = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("panels")[0];
        Assert.Equal(("[\"a\",\"b\"]", 0.5), (Compact(panel.GetProperty("x"), "names"), panel.GetProperty("y").GetProperty("linearUpTo").GetDouble()));
    }

    private static string Compact(JsonElement mark, string name = "points") => JsonSerializer.Serialize(mark.GetProperty(name));
}
