using System.Net;
using System.Text;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>What every page that stands alone has: its head, its style for screen and paper, and the pieces it is put together from.</summary>
internal sealed class HtmlPage
{
    // A number with its error is not broken into lines; what is longer is a sentence.
    private const int LongestNumber = 20;

    private readonly StringBuilder _html = new("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");

    public HtmlPage(string title) =>
        _html.Append("<title>").Append(Text(title)).Append(" · Basin</title><style>").Append(PageStyle.Css).Append(SvgRenderer.Style).Append("</style></head><body><main>\n");

    /// <summary>The whole page.</summary>
    public override string ToString() => _html + "</main></body></html>\n";

    /// <summary>The head of the page, or of a part that begins a sheet of its own.</summary>
    public void Heading(string text, bool isNext = false) => _html.Append(isNext ? "<h1 class=\"next\">" : "<h1>").Append(Text(text)).Append("</h1>");

    /// <summary>The head of a section.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="anchor">What links within the page call it; null for none.</param>
    public void Section(string text, string? anchor = null) => _html.Append(anchor is null ? "<h2>" : $"<h2 id=\"{Text(anchor)}\">").Append(Text(text)).Append("</h2>\n");

    public void Paragraph(string text) => _html.Append("<p>").Append(Text(text)).Append("</p>\n");

    /// <summary>A paragraph that may be passed over.</summary>
    public void Aside(string text) => _html.Append("<p class=\"soft\">").Append(Text(text)).Append("</p>\n");

    /// <summary>What a reader came for.</summary>
    public void Answer(IEnumerable<string> sentences, IEnumerable<string> points)
    {
        string[] paragraphs = [.. sentences.Select(sentence => $"<p>{Text(sentence)}</p>")];
        string[] items = [.. points.Select(point => $"<li>{Text(point)}</li>")];
        if (paragraphs.Length + items.Length == 0) return;
        _html.Append("<div class=\"answer\">").AppendJoin("", paragraphs);
        if (items.Length > 0) _html.Append("<ul>").AppendJoin("", items).Append("</ul>");
        _html.Append("</div>\n");
    }

    public void Tiles(IEnumerable<(string Value, string Label)> tiles)
    {
        _html.Append("<div class=\"tiles\">");
        foreach (var (value, label) in tiles) _html.Append("<div class=\"tile\"><b>").Append(Text(value)).Append("</b><span>").Append(Text(label)).Append("</span></div>");
        _html.Append("</div>\n");
    }

    /// <summary>Rows under their groups, the last column a note.</summary>
    public void Table(IEnumerable<TableRow> rows)
    {
        _html.Append("<div class=\"scroll\"><table>");
        var group = "";
        foreach (var row in rows)
        {
            if (row.Group != group) _html.Append("<tr class=\"group\"><th colspan=\"3\" scope=\"colgroup\">").Append(Text(group = row.Group)).Append("</th></tr>");
            _html.Append("<tr><td>").Append(Text(row.Quantity)).Append("</td><td>").Append(Text(row.Value)).Append("</td><td class=\"note\">").Append(Text(row.Note)).Append("</td></tr>\n");
        }

        _html.Append("</table></div>\n");
    }

    /// <summary>A table whose rows begin with their name.</summary>
    /// <param name="head">The names of the columns; none for no such row.</param>
    /// <param name="rows">A name and a cell a column.</param>
    /// <param name="isCode">Whether cells are what a machine was told.</param>
    public void Columns(IEnumerable<string> head, IEnumerable<(string Name, IEnumerable<string> Cells)> rows, bool isCode)
    {
        _html.Append("<div class=\"scroll\"><table>");
        string[] columns = [.. head.Select(name => $"<th scope=\"col\">{Text(name)}</th>")];
        if (columns.Length > 0) _html.Append("<tr><td></td>").AppendJoin("", columns).Append("</tr>\n");
        foreach (var (name, cells) in rows)
        {
            _html.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th>");
            foreach (var cell in cells) _html.Append("<td class=\"wrap\">").Append(isCode ? $"<code>{Text(cell)}</code>" : Text(cell)).Append("</td>");
            _html.Append("</tr>\n");
        }

        _html.Append("</table></div>\n");
    }

    /// <summary>What a machine was told: long values across the page, then the short ones in as many columns as there is room for.</summary>
    public void Settings(IEnumerable<(string Name, string Value)> rows)
    {
        const int Short = 24;
        foreach (var part in rows.GroupBy(row => row.Value.Length <= Short).OrderBy(part => part.Key))
        {
            _html.Append(part.Key ? "<div class=\"columns\">" : "<div>");
            Columns([], part.Select(row => (row.Name, (IEnumerable<string>)[row.Value])), isCode: true);
            _html.Append("</div>\n");
        }
    }

    /// <summary>A table of what was measured: a row a number, named at its left.</summary>
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">A cell a column.</param>
    public void Measurements(IEnumerable<string> head, IEnumerable<PageRow> rows)
    {
        _html.Append("<div class=\"scroll\"><table class=\"measured\"><tr>");
        foreach (var name in head) _html.Append("<th scope=\"col\">").Append(Text(name)).Append("</th>");
        _html.Append("</tr>\n");
        foreach (var (name, detail, cells, anchor, isAlarm) in rows)
        {
            _html.Append(isAlarm ? "<tr class=\"alarm\">" : "<tr>").Append("<th scope=\"row\">");
            _html.Append(anchor is null ? Text(name) : $"<a href=\"#{Text(anchor)}\">{Text(name)}</a>");
            if (detail.Length > 0) _html.Append("<br><span class=\"soft\">").Append(Text(detail)).Append("</span>");
            _html.Append("</th>");
            foreach (var cell in cells) _html.Append(cell.Length > LongestNumber ? "<td>" : "<td class=\"whole\">").Append(Text(cell)).Append("</td>");
            _html.Append("</tr>\n");
        }

        _html.Append("</table></div>\n");
    }

    /// <summary>The figures of each section under its heading.</summary>
    public void Figures(IEnumerable<ReportFigure> figures)
    {
        foreach (var section in figures.GroupBy(figure => figure.Section))
        {
            Section(section.Key);
            Pictures(section.Select(figure => figure.Figure));
        }
    }

    /// <summary>Figures with what they show: a panel a picture, so that a narrow screen can put them below each other.</summary>
    public void Pictures(IEnumerable<Figure> figures)
    {
        Figure[] shown = [.. figures];
        if (shown.Length == 0) return;
        _html.Append("<div class=\"figures\">");
        foreach (var figure in shown)
        {
            foreach (var panel in figure.Panels)
            {
                _html.Append("<figure>").Append(SvgRenderer.Render(new Figure { Description = $"{panel.Title}. {figure.Description}", Panels = [panel], PanelHeight = figure.PanelHeight }, standsAlone: false));
                if (panel.Caption is { } caption) _html.Append("<figcaption>").Append(Text(caption)).Append("</figcaption>");
                _html.Append("</figure>");
            }
        }

        _html.Append("</div>\n");
        Aside(string.Join(" ", shown.Select(figure => figure.Description.EndsWith('.') ? figure.Description : figure.Description + ".")));
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
