using System.Globalization;
using System.Xml.Linq;
using Basin.Experiments.Figures;
using Basin.Testing;

namespace Basin.Experiments.Tests.Figures;

public sealed class MarkTests
{
    private static readonly Figure Gallery = new()
    {
        Description = "Every kind of mark, and every kind of axis.",
        Columns = 2,
        Panels =
        [
            new Panel
            {
                Title = "Density, logarithmic both ways",
                X = new Axis("eigenvalue + 1", IsLog: true),
                Y = new Axis("density", IsLog: true),
                Marks =
                [
                    new Band([.. Grid(40).Select(t => (1 + (100 * t), 0.7 * Density(t), 1.4 * Density(t)))]) { Label = "estimate" },
                    new Line([.. Grid(40).Select(t => (1 + (100 * t), Density(t)))]) { Label = "estimate" },
                    new Upright(60, "2/η = 59") { Color = 1 },
                ],
            },
            new Panel
            {
                Title = "Both signs and many sizes",
                X = new Axis("rank", IsWhole: true),
                Y = new Axis("eigenvalue") { LinearUpTo = 0.01 },
                Marks = [new Stems([(1, 250), (2, 12), (3, 0.4), (4, -0.003), (5, -0.8), (6, -30)]) { Color = 3 }, new Rule(20, "2/η = 20") { Color = 1 }],
            },
            new Panel
            {
                Title = "Terms",
                X = new Axis("in the units of the loss", Minimum: 0),
                Y = new Axis("") { Names = ["gradient (η/4)‖∇L‖²", "noise (η/4B)·Γ", "label noise λR", "a name too long to be written in full"] },
                Marks = [new Bars([(1, 0.002, 0.0001), (2, 0.011, 0.002), (3, 0.03, 0), (4, 0.004, 0.006)], IsHorizontal: true)],
            },
            new Panel
            {
                Title = "Grouped bars",
                X = new Axis("") { Names = ["SGD", "descent", "Adam"] },
                Y = new Axis("accuracy, %"),
                Marks =
                [
                    new Bars([(0.8, 93, 1), (1.8, 90, 2), (2.8, 91, 0)]) { Label = "train", Width = 0.38 },
                    new Bars([(1.2, 88, 1), (2.2, 80, 2), (3.2, 85, 0)]) { Label = "test", Width = 0.38, Color = 1 },
                ],
            },
            new Panel
            {
                Title = "A map",
                X = new Axis("batch B", IsLog: true),
                Y = new Axis("learning rate η", IsLog: true),
                Marks =
                [
                    new HeatMap([.. Powers(2, 8)], [.. Powers(0.5, 6)], [.. Powers(1.3, 33).Skip(1), double.NaN, 2, 3], new Axis("growth a step", IsLog: true)),
                    new Note(16, 4, "this run") { Color = -1 },
                    new Dots([(16, 4, 0)]) { Color = 1 },
                ],
            },
            new Panel
            {
                Title = "How often",
                X = new Axis("gradient norm"),
                Y = new Axis("examples"),
                Marks = [Histogram.Of(Grid(400).Select(t => Math.Sqrt(t) + (0.1 * Math.Sin(40 * t))), 24) with { Label = "examples" }],
            },
            new Panel
            {
                Title = "Six colours, six shapes, and two rows of legend",
                X = new Axis("x", Minimum: 0, Maximum: 1),
                Y = new Axis("y", Minimum: 0, Maximum: 1),
                Marks = [.. Enumerable.Range(0, 8).SelectMany(i => new Mark[] { Curve(i), Points(i) }), new Note(0.98, 0.97, "a word near the corner")],
            },
            new Panel
            {
                Title = "A narrow range on a logarithmic axis",
                X = new Axis("steps"),
                Y = new Axis("loss", IsLog: true),
                Marks = [new Line([(1_000_000, 0.123), (2_500_000, 0.131), (4_000_000, 0.127)], IsFaint: false) { Color = 2 }, new Dots([(2_500_000, 0.131, 0.003)]) { Color = 2 }],
            },
        ],
    };

    [Fact]
    public void Every_mark_is_drawn_as_approved() => Approved.Equal(SvgRenderer.Render(Gallery), "marks.svg");

    [Fact]
    public void Every_mark_lies_in_the_frame_of_the_figure()
    {
        var svg = XElement.Parse(SvgRenderer.Render(Gallery));
        var (width, height) = ((double)svg.Attribute("width")!, (double)svg.Attribute("height")!);
        foreach (var panel in svg.Elements().Where(element => element.Name.LocalName == "g"))
        {
            var at = panel.Attribute("transform")!.Value[10..^1].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            foreach (var shape in panel.Descendants().Where(element => element.Name.LocalName is "rect" or "text" && element.Attribute("x") is not null))
            {
                Assert.InRange(at[0] + (double)shape.Attribute("x")!, 0, width);
                Assert.InRange(at[1] + (double)shape.Attribute("y")!, 0, height);
            }
        }
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once()
    {
        var histogram = Histogram.Of([0, 0.1, 1, 1, 3.9, 4, double.NaN], 4);
        Assert.Equal([0.0, 1, 2, 3, 4], histogram.Edges);
        Assert.Equal([2.0, 2, 0, 2], histogram.Heights);
        Assert.Equal([3.0], Histogram.Of([5, 5, 5], 1).Heights);
    }

    [Fact]
    public void Tables_of_the_wrong_size_are_refused()
    {
        Assert.StartsWith("2 heights stand between 2 edges; there must be 1.", Assert.Throws<ArgumentException>(() => new Histogram([0, 1], [1, 2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("3 values are given for 1 rows of 2.", Assert.Throws<ArgumentException>(() => new HeatMap([0, 1, 2], [0, 1], [1, 2, 3], new Axis("z"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_keeps_its_peaks_and_few_of_its_points()
    {
        var points = Enumerable.Range(0, 100_000).Select(i => ((double)i, i == 54_321 ? 100 : Math.Sin(i))).ToArray();
        var panel = new Panel { Title = "", X = new Axis("x"), Y = new Axis("y", Minimum: -1, Maximum: 100), Marks = [new Line([.. points])] };
        var svg = SvgRenderer.Render(new Figure { Description = "", Panels = [panel] });
        Assert.InRange(svg.Length, 1000, 40_000);
        var line = XElement.Parse(svg).Descendants().Single(element => element.Attribute("class")?.Value == "f-line f-c0").Attribute("d")!.Value;
        Assert.Contains(" 32L", line, StringComparison.Ordinal);
        Assert.Equal(1, line.Count(c => c == 'M'));
    }

    [Fact]
    public void What_leaves_the_axes_is_cut_off()
    {
        var panel = new Panel { Title = "", X = new Axis("x"), Y = new Axis("y", Maximum: 1), Marks = [new Line([(0, 0), (1, 5)]), new Dots([(0, 0, 0), (1, 5, 0)])] };
        var svg = XElement.Parse(SvgRenderer.Render(new Figure { Description = "", Panels = [panel] }));
        Assert.Single(svg.Descendants(), element => element.Name.LocalName == "svg");
        Assert.Single(svg.Descendants(), element => element.Name.LocalName == "circle");
    }

    private static IEnumerable<double> Grid(int points) => Enumerable.Range(0, points).Select(i => i / (points - 1.0));

    private static IEnumerable<double> Powers(double factor, int count) => Enumerable.Range(0, count).Select(i => Math.Pow(factor, i));

    private static double Density(double t) => Math.Exp(-10 * t) + (0.01 * Math.Exp(-400 * (t - 0.7) * (t - 0.7)));

    private static Line Curve(int i) => new([.. Grid(5).Select(t => (t, ((i + 1) / 10.0) + (0.1 * t * t)))]) { Label = $"series {i}", Color = i };

    private static Dots Points(int i) => new([.. Grid(5).Select(t => (t, ((i + 1) / 10.0) + (0.1 * t * t), 0.0))]) { Label = $"series {i}", Color = i };
}
