using System.Net;
using System.Text;
using Basin.Experiments.Figures;

namespace Basin.Experiments.Reports;

/// <summary>What every page that stands alone has: its head, its style for screen and paper, and the pieces it is put together from.</summary>
internal sealed class HtmlPage
{
    private const string Css = """
        :root{color-scheme:light;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--card:#f6f8fa;--accent:#0072b2}
        @media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#12161b;--ink:#e6edf3;--soft:#9ba6b2;--line:#353c45;--card:#1b2128;--accent:#56b4e9}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,'Helvetica Neue',Arial,sans-serif}
        main{max-width:980px;margin:0 auto;padding:32px 20px 64px}
        h1{font-size:26px;margin:0 0 4px;overflow-wrap:anywhere}h1.next{margin-top:72px;padding-top:24px;border-top:3px solid var(--line)}h2{font-size:19px;margin:40px 0 10px}
        .soft{color:var(--soft)}.answer{font-size:19px;line-height:1.45;border-left:4px solid var(--accent);background:var(--card);padding:14px 18px;margin:22px 0;border-radius:0 6px 6px 0}
        .answer p{margin:0 0 8px}.answer ul{margin:0;padding-left:20px}
        .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}.tile{flex:1 1 140px;border:1px solid var(--line);border-radius:8px;padding:10px 14px}
        .tile b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.tile span{color:var(--soft);font-size:14px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
        tr.group th{padding-top:18px;border-bottom:2px solid var(--line)}td.note{color:var(--soft)}
        td.wrap{overflow-wrap:anywhere}code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:18px}
        @page{margin:16mm 14mm}
        @media print{body{font-size:10.5pt}main{max-width:none;padding:0}.answer{font-size:12pt}.scroll{overflow:visible}table{font-size:9pt}
        .figures{grid-template-columns:1fr 1fr}h2,tr.group{break-after:avoid}svg,.tile,.answer,tr{break-inside:avoid}h1.next{break-before:page;margin-top:0;border:0}}
        """;

    private readonly StringBuilder _html = new("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");

    public HtmlPage(string title) =>
        _html.Append("<title>").Append(Text(title)).Append(" · Basin</title><style>").Append(Css).Append(SvgRenderer.Style).Append("</style></head><body><main>\n");

    /// <summary>The whole page.</summary>
    public override string ToString() => _html + "</main></body></html>\n";

    /// <summary>The head of the page, or of a part that begins a sheet of its own.</summary>
    public void Heading(string text, bool isNext = false) => _html.Append(isNext ? "<h1 class=\"next\">" : "<h1>").Append(Text(text)).Append("</h1>");

    public void Section(string text) => _html.Append("<h2>").Append(Text(text)).Append("</h2>\n");

    /// <summary>A paragraph that may be passed over.</summary>
    public void Aside(string text) => _html.Append("<p class=\"soft\">").Append(Text(text)).Append("</p>\n");

    /// <summary>What a reader came for.</summary>
    public void Answer(IEnumerable<string> sentences, IEnumerable<string> points)
    {
        _html.Append("<div class=\"answer\">");
        foreach (var sentence in sentences) _html.Append("<p>").Append(Text(sentence)).Append("</p>");
        string[] items = [.. points.Select(point => $"<li>{Text(point)}</li>")];
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

    /// <summary>The figures of each section under its heading: a panel a picture, so that a narrow screen can put them below each other.</summary>
    public void Figures(IEnumerable<ReportFigure> figures)
    {
        foreach (var section in figures.GroupBy(figure => figure.Section))
        {
            Section(section.Key);
            _html.Append("<div class=\"figures\">");
            foreach (var figure in section.Select(figure => figure.Figure))
                foreach (var panel in figure.Panels)
                    _html.Append(SvgRenderer.Render(new Figure { Description = $"{panel.Title}. {figure.Description}", Panels = [panel] }, standsAlone: false));
            _html.Append("</div>\n");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
