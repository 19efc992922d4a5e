using System.Xml.Linq;
using Basin.Experiments.Figures;
using Basin.Testing;

namespace Basin.Experiments.Tests.Figures;

public sealed class SvgRendererTests
{
    private static readonly Figure Figure = new()
    {
        Description = "A <test> & its parts.",
        Columns = 2,
        Panels =
        [
            new Panel
            {
                Title = "Loss",
                X = new Axis("epoch", Minimum: 0),
                Y = new Axis("mean over examples", IsLog: true),
                Marks =
                [
                    new Line([(0, 2.3), (1, 0.5), (2, double.NaN), (3, 0.05), (4, -1), (5, 0.02)], IsFaint: true) { Label = "batch" },
                    new Line([(1, 0.8), (5, 0.03)]) { Label = "test", Color = 1 },
                ],
            },
            new Panel
            {
                Title = "Eigenvalues",
                X = new Axis("rank", IsWhole: true),
                Y = new Axis("eigenvalue"),
                Marks =
                [
                    new Stems([(1, 12), (2, 7), (3, -2)]) { Label = "Hessian" },
                    new Dots([(1, 11, 0.5), (2, 6, 0)]) { Label = "Gauss-Newton", Color = 2 },
                    new Rule(20, "2/η = 20") { Color = 1 },
                ],
            },
        ],
    };

    [Fact]
    public void A_figure_is_drawn_as_approved() => Approved.Equal(SvgRenderer.Render(Figure), "figure.svg");

    [Fact]
    public void A_figure_is_well_formed_and_within_its_frame()
    {
        var svg = XElement.Parse(SvgRenderer.Render(Figure));
        Assert.Equal("A <test> & its parts.", svg.Elements().First().Value);
        foreach (var circle in svg.Descendants().Where(element => element.Name.LocalName == "circle"))
        {
            Assert.InRange((double)circle.Attribute("cx")!, 0, 460);
            Assert.InRange((double)circle.Attribute("cy")!, 0, 300);
        }
    }

    [Fact]
    public void What_cannot_be_shown_breaks_a_line_instead_of_bending_it()
    {
        var svg = XElement.Parse(SvgRenderer.Render(Figure));
        var line = svg.Descendants().Select(element => (string?)element.Attribute("d")).First(d => d is not null && d.Count(c => c == 'M') == 3)!;
        Assert.DoesNotContain("NaN", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Constant_and_empty_data_are_drawn_too()
    {
        foreach (var points in new (double, double)[][] { [], [(1, 1)], [(0, 0), (1, 0)], [(double.NaN, double.NaN)] })
        {
            var panel = new Panel { Title = "", X = new Axis("x"), Y = new Axis("y"), Marks = [new Line([.. points])] };
            var svg = SvgRenderer.Render(new Figure { Description = "", Panels = [panel] });
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
        }
    }
}
