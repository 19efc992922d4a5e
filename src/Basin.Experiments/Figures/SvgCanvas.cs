using System.Globalization;
using System.Net;
using System.Text;

namespace Basin.Experiments.Figures;

/// <summary>Writes shapes and words.</summary>
internal sealed class SvgCanvas(StringBuilder svg)
{
    public const double TextSize = 13;
    public const double TitleSize = 15;

    // The average letter of a sans-serif face is a little over half as wide as it is high.
    private const double LetterWidth = 0.56;

    /// <summary>How wide words are, about.</summary>
    public static double Width(string text) => text.Length * TextSize * LetterWidth;

    /// <summary>A number of pixels: a tenth is finer than any screen or printer shows.</summary>
    public static string N(double value) => (Math.Round(value, 1) + 0.0).ToString(CultureInfo.InvariantCulture);

    /// <summary>The class that colours a line.</summary>
    public static string Stroke(Mark mark) =>
        $"f-line f-c{Palette.Index(mark.Color)}{(mark is Line { IsFaint: true } ? " f-faint" : "")}{(Palette.IsSecondLap(mark.Color) ? " f-lap" : "")}";

    /// <summary>The class that colours an area.</summary>
    public static string Fill(Mark mark) => $"f-p{Palette.Index(mark.Color)}";

    public void Path(string css, string d) => svg.Append("<path class=\"").Append(css).Append("\" d=\"").Append(d).Append("\"/>");

    public void Rectangle(string css, double left, double top, double right, double bottom) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{css}\" x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(right - left)}\" height=\"{N(bottom - top)}\"/>");

    /// <summary>A rectangle of any colour, not one of the palette.</summary>
    public void Cell(string color, double left, double top, double right, double bottom) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect fill=\"{color}\" x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(right - left)}\" height=\"{N(bottom - top)}\"/>");

    /// <summary>A point, whose shape tells colours apart too.</summary>
    public void Dot(Mark mark, double x, double y)
    {
        var at = $"M{N(x)} {N(y)}";
        switch (Palette.Index(mark.Color))
        {
            case 1: Path(Fill(mark), at + "m-3.2 -3.2h6.4v6.4h-6.4z"); break;
            case 2: Path(Fill(mark), at + "m0 -4.4l4.1 7.2h-8.2z"); break;
            case 3: Path(Fill(mark), at + "m0 -4.7l4.4 4.7l-4.4 4.7l-4.4 -4.7z"); break;
            case 4: Path(Fill(mark), at + "m0 4.4l4.1 -7.2h-8.2z"); break;
            case 5: Path(Fill(mark), at + "m-1.5 -4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z"); break;
            default: svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{Fill(mark)}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"3.5\"/>"); break;
        }
    }

    public void Text(double x, double y, string text, string css, string anchor = "start") =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{css}\" x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(TextSize)}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}>{WebUtility.HtmlEncode(text)}</text>");

    public void Title(double x, double y, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"f-ink\" x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(TitleSize)}\" font-weight=\"600\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>Words that read upwards.</summary>
    public void Upwards(double x, double y, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"f-soft\" font-size=\"{N(TextSize)}\" text-anchor=\"middle\" transform=\"translate({N(x)} {N(y)}) rotate(-90)\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>Draws shapes that touch without seams between them.</summary>
    public void Seamless(Action draw)
    {
        svg.Append("<g shape-rendering=\"crispEdges\">");
        draw();
        svg.Append("</g>");
    }

    /// <summary>Draws within the frame only. A picture of its own needs no name that could occur twice in a page.</summary>
    public void Within(Frame frame, Action draw)
    {
        var (x, y, width, height) = (N(frame.Left), N(frame.Top), N(frame.Right - frame.Left), N(frame.Bottom - frame.Top));
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {width} {height}\">");
        draw();
        svg.Append("</svg>");
    }
}
