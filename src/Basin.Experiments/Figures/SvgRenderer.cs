using System.Globalization;
using System.Net;
using System.Text;

namespace Basin.Experiments.Figures;

/// <summary>A figure as SVG. The same figure gives the same bytes on every machine.</summary>
public static class SvgRenderer
{
    private const int PanelWidth = 460;
    private const int Gap = 16;

    /// <summary>The style sheet that figures inside one document share.</summary>
    public static string Style => Palette.Css
        + "svg.figure{max-width:100%;display:block;height:auto;font-family:system-ui,'Helvetica Neue',Arial,sans-serif}"
        + ".f-line{fill:none;stroke-width:1.8;stroke-linejoin:round}.f-faint{stroke-width:1;opacity:.4}.f-thin{stroke-width:1}.f-open{fill:none}"
        + ".f-dash{stroke-dasharray:5 4}.f-lap{stroke-dasharray:9 3 2 3}.f-area{opacity:.25}.f-halo{stroke-width:3;stroke-linejoin:round;paint-order:stroke}";

    /// <summary>Renders a figure.</summary>
    /// <param name="figure">What to draw.</param>
    /// <param name="standsAlone">Whether the style sheet goes into it, as a file of its own needs.</param>
    public static string Render(Figure figure, bool standsAlone = true)
    {
        var columns = Math.Clamp(figure.Columns, 1, figure.Panels.Length);
        var rows = figure.Panels.Select(panel => new SvgPanel(panel, PanelWidth, figure.PanelHeight)).Chunk(columns).ToArray();
        var heights = rows.Select(row => row.Max(panel => panel.Height)).ToArray();
        var width = (columns * PanelWidth) + ((columns - 1) * Gap);
        var height = SvgCanvas.N(heights.Sum() + ((rows.Length - 1) * Gap));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"figure\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"system-ui,'Helvetica Neue',Arial,sans-serif\">");
        svg.Append("<title>").Append(WebUtility.HtmlEncode(figure.Description)).Append("</title>");
        if (standsAlone) svg.Append("<style>").Append(Style).Append("</style>");
        var top = 0.0;
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({column * (PanelWidth + Gap)} {SvgCanvas.N(top)})\">");
                rows[row][column].Draw(new SvgCanvas(svg), heights[row]);
                svg.Append("</g>");
            }

            top += heights[row] + Gap;
        }

        return svg.Append("</svg>\n").ToString();
    }
}
