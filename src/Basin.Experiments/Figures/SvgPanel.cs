using System.Globalization;
using System.Net;
using System.Text;

namespace Basin.Experiments.Figures;

/// <summary>Draws one panel: title, legend, grid, axes, marks.</summary>
internal sealed class SvgPanel
{
    private const double Right = 14;
    private const double Bottom = 44;
    private const double TitleSize = 14;
    private const double TextSize = 12;

    // The average letter of a sans-serif face is a little over half as wide as it is high.
    private const double LetterWidth = 0.56;
    private readonly StringBuilder _svg;
    private readonly Panel _panel;
    private readonly AxisMap _x, _y;
    private readonly double _left, _top, _right, _bottom;

    public SvgPanel(StringBuilder svg, Panel panel, double width, double height)
    {
        (_svg, _panel) = (svg, panel);
        var extent = panel.Marks.SelectMany(mark => mark.Extent).ToArray();
        _top = panel.Marks.Any(mark => mark.Label is not null) ? 48 : 30;
        (_right, _bottom) = (width - Right, height - Bottom);
        _y = new AxisMap(panel.Y, extent.Select(point => point.Y), _bottom, _top, 0.05);
        _left = 30 + _y.Marks(5).Select(tick => Ticks.Text(tick).Length * TextSize * LetterWidth).DefaultIfEmpty(0).Max();
        _x = new AxisMap(panel.X, extent.Select(point => point.X), _left, _right, panel.X.IsWhole ? 0.06 : 0.02);
    }

    public void Draw()
    {
        Text(0, 16, _panel.Title, "f-ink", TitleSize, weight: 600);
        Legend();
        Grid();
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-axis f-thin\" fill=\"none\" d=\"M{N(_left)} {N(_top)}V{N(_bottom)}H{N(_right)}\"/>");
        foreach (var mark in _panel.Marks) Draw(mark);
        Text((_left + _right) / 2, _bottom + 37, _panel.X.Label, "f-soft", TextSize, "middle");
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"f-soft\" font-size=\"{N(TextSize)}\" text-anchor=\"middle\" transform=\"translate(12 {N((_top + _bottom) / 2)}) rotate(-90)\">{WebUtility.HtmlEncode(_panel.Y.Label)}</text>");
    }

    private void Legend()
    {
        var x = 0.0;
        foreach (var mark in _panel.Marks.Where(mark => mark.Label is not null))
        {
            if (mark is Line) _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-line f-c{mark.Color}{Faint(mark)}\" d=\"M{N(x)} 32h16\"/>");
            else _svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"f-p{mark.Color}\" cx=\"{N(x + 8)}\" cy=\"32\" r=\"3.5\"/>");
            Text(x + 21, 36, mark.Label!, "f-soft", TextSize);
            x += 36 + (mark.Label!.Length * TextSize * LetterWidth);
        }
    }

    private void Grid()
    {
        foreach (var tick in _y.Marks(5))
        {
            var y = _y.Place(tick);
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-grid f-thin\" d=\"M{N(_left)} {N(y)}H{N(_right)}\"/>");
            Text(_left - 6, y + 4, Ticks.Text(tick), "f-soft", TextSize, "end");
        }

        foreach (var tick in _x.Marks(6))
        {
            var x = _x.Place(tick);
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-axis f-thin\" d=\"M{N(x)} {N(_bottom)}v4\"/>");
            Text(x, _bottom + 18, Ticks.Text(tick), "f-soft", TextSize, "middle");
        }
    }

    private void Draw(Mark mark)
    {
        switch (mark)
        {
            case Line line: DrawLine(line); break;
            case Stems stems: DrawStems(stems); break;
            case Dots dots: DrawDots(dots); break;
            case Rule rule: DrawRule(rule); break;
        }
    }

    private void DrawLine(Line line)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-line f-c{line.Color}{Faint(line)}\" d=\"");
        var isBroken = true;
        foreach (var (x, y) in line.Points)
        {
            if (!_x.Shows(x) || !_y.Shows(y))
            {
                isBroken = true;
                continue;
            }

            _svg.Append(isBroken ? 'M' : 'L').Append(N(_x.Place(x))).Append(' ').Append(N(_y.Place(y)));
            isBroken = false;
        }

        _svg.Append("\"/>");
    }

    private void DrawStems(Stems stems)
    {
        var zero = N(Math.Clamp(_y.Place(0), _top, _bottom));
        foreach (var (x, y) in stems.Points.Where(point => _x.Shows(point.X) && _y.Shows(point.Y)))
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-line f-c{stems.Color}\" d=\"M{N(_x.Place(x))} {zero}V{N(_y.Place(y))}\"/>");
            Dot(stems, x, y);
        }
    }

    private void DrawDots(Dots dots)
    {
        foreach (var (x, y, error) in dots.Points.Where(point => _x.Shows(point.X) && _y.Shows(point.Y)))
        {
            if (error > 0 && _y.Shows(y - error))
                _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-line f-c{dots.Color}\" d=\"M{N(_x.Place(x))} {N(_y.Place(y - error))}V{N(_y.Place(y + error))}\"/>");
            Dot(dots, x, y);
        }
    }

    private void DrawRule(Rule rule)
    {
        if (!_y.Shows(rule.Y)) return;
        var y = _y.Place(rule.Y);
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"f-line f-dash f-c{rule.Color}\" d=\"M{N(_left)} {N(y)}H{N(_right)}\"/>");
        Text(_right - 4, y < _top + 20 ? y + 15 : y - 6, rule.Text, $"f-p{rule.Color}", TextSize, "end");
    }

    private void Dot(Mark mark, double x, double y) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"f-p{mark.Color}\" cx=\"{N(_x.Place(x))}\" cy=\"{N(_y.Place(y))}\" r=\"3.5\"/>");

    private void Text(double x, double y, string text, string css, double size, string anchor = "start", int weight = 400) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{css}\" x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(weight == 400 ? "" : $" font-weight=\"{weight}\"")}>{WebUtility.HtmlEncode(text)}</text>");

    private static string Faint(Mark mark) => mark is Line { IsFaint: true } ? " f-faint" : "";

    // A tenth of a pixel is finer than any screen or printer shows.
    private static string N(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
