using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Basin.Analysis.Inspection;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Training;

namespace Basin.Experiments.Reports;

/// <summary>A run as one page that needs nothing else: figures are drawn in it, and it asks no server for anything.</summary>
public static class HtmlReport
{
    private const string Css = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--card:#f6f8fa;--accent:#0072b2}
        @media (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e6edf3;--soft:#9ba6b2;--line:#353c45;--card:#1b2128;--accent:#56b4e9}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,'Helvetica Neue',Arial,sans-serif}
        main{max-width:980px;margin:0 auto;padding:32px 20px 64px}
        h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:40px 0 10px}
        .soft{color:var(--soft)}.answer{font-size:19px;line-height:1.45;border-left:4px solid var(--accent);background:var(--card);padding:14px 18px;margin:22px 0;border-radius:0 6px 6px 0}
        .answer p{margin:0 0 8px}.answer ul{margin:0;padding-left:20px}
        .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}.tile{flex:1 1 140px;border:1px solid var(--line);border-radius:8px;padding:10px 14px}
        .tile b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.tile span{color:var(--soft);font-size:14px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
        tr.group th{padding-top:18px;border-bottom:2px solid var(--line)}td:last-child{color:var(--soft)}
        td.wrap{word-break:break-word}code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:18px}
        @media print{main{max-width:none;padding:0}h2{break-after:avoid}svg,.tile{break-inside:avoid}}
        """;

    /// <summary>Renders the report.</summary>
    /// <param name="record">What was asked.</param>
    /// <param name="summary">What it came to.</param>
    /// <param name="metrics">The series.</param>
    public static string Render(RunRecord record, RunSummary summary, IReadOnlyList<MetricsLine> metrics)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(summary.Run));
        html.Append("<title>").Append(Text(name)).Append(" · Basin</title><style>").Append(Css).Append(SvgRenderer.Style).Append("</style></head><body><main>\n");
        html.Append("<h1>").Append(Text(name)).Append("</h1><p class=\"soft\">").Append(Text(summary.Message)).Append(" Begun ")
            .Append(record.Started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).Append(" UTC.</p>\n");
        if (summary.Inspection is { } inspection) Answered(html, inspection);
        Tiles(html, summary);
        var examples = record.Data.First(file => file.Role == "train").Examples;
        var stepsPerEpoch = (examples + summary.Settings.Batch - 1) / summary.Settings.Batch;
        if (RoundFigures.Curves(summary.Rounds ?? []) is { } rounds) Section(html, "Rounds", rounds);
        if (RunFigures.Curves(metrics, stepsPerEpoch) is { } curves) Section(html, "Training", curves);
        if (summary.Inspection is { } measured)
        {
            Section(html, "Where it landed", RunFigures.Spectrum(measured));
            Table(html, measured);
            html.Append("<p class=\"soft\">").Append(Text(InspectionTable.Assumptions(measured))).Append("</p>\n");
        }

        Settings(html, record, summary.Settings);
        return html.Append("</main></body></html>\n").ToString();
    }

    private static void Answered(StringBuilder html, InspectionRecord inspection)
    {
        html.Append("<div class=\"answer\"><p>").Append(Text(Answer.Of(inspection))).Append("</p>");
        if (Answer.OfSgd(inspection) is { } sgd) html.Append("<p>").Append(Text(sgd)).Append("</p>");
        if (inspection.Advice.Length > 0) html.Append("<ul>").AppendJoin("", inspection.Advice.Select(advice => $"<li>{Text(advice)}</li>")).Append("</ul>");
        html.Append("</div>\n");
    }

    private static void Tiles(StringBuilder html, RunSummary summary)
    {
        html.Append("<div class=\"tiles\">");
        if (summary.Test is { } test) Evaluated("test", test);
        if (summary.Train is { } train) Evaluated("train", train);
        Tile(Numbers.Count(summary.Steps), "steps");
        Tile(Numbers.Seconds(summary.Seconds), "of training");
        html.Append("</div>\n");

        void Evaluated(string on, Evaluation evaluation)
        {
            if (evaluation.Accuracy is { } accuracy) Tile(Numbers.Percent(accuracy), $"{on} accuracy");
            Tile(Numbers.Short(evaluation.Loss), $"{on} loss");
        }

        void Tile(string value, string label) => html.Append("<div class=\"tile\"><b>").Append(Text(value)).Append("</b><span>").Append(Text(label)).Append("</span></div>");
    }

    private static void Table(StringBuilder html, InspectionRecord inspection)
    {
        html.Append("<div class=\"scroll\"><table>");
        var group = "";
        foreach (var row in InspectionTable.Rows(inspection))
        {
            if (row.Group != group) html.Append("<tr class=\"group\"><th colspan=\"3\" scope=\"colgroup\">").Append(Text(group = row.Group)).Append("</th></tr>");
            html.Append("<tr><td>").Append(Text(row.Quantity)).Append("</td><td>").Append(Text(row.Value)).Append("</td><td>").Append(Text(row.Note)).Append("</td></tr>\n");
        }

        html.Append("</table></div>\n");
    }

    private static void Settings(StringBuilder html, RunRecord record, TrainSettings settings)
    {
        html.Append("<h2>Settings</h2><div class=\"scroll\"><table>");
        Row("command", record.Command);
        foreach (var property in JsonSerializer.SerializeToElement(settings, RunJson.Default.TrainSettings).EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null) Row(property.Name, property.Value.ToString().ReplaceLineEndings(" "));
        }

        foreach (var file in record.Data) Row($"{file.Role} data", $"{file.Name}: {Numbers.Count(file.Examples)} examples; {file.Source}; inputs {file.Standardization}; SHA-256 {file.Sha256}");
        Row("versions", $"Basin {record.Versions.Basin}, {record.Versions.Runtime}, {record.Versions.System}, {record.Versions.Architecture}");
        html.Append("</table></div>\n");

        void Row(string key, string value) =>
            html.Append("<tr><th scope=\"row\">").Append(Text(key)).Append("</th><td class=\"wrap\"><code>").Append(Text(value)).Append("</code></td></tr>\n");
    }

    // A panel a picture, so that a narrow screen can put them below each other.
    private static void Section(StringBuilder html, string title, Figure figure)
    {
        html.Append("<h2>").Append(Text(title)).Append("</h2>\n<div class=\"figures\">");
        foreach (var panel in figure.Panels)
            html.Append(SvgRenderer.Render(new Figure { Description = $"{panel.Title}. {figure.Description}", Panels = [panel] }, standsAlone: false));
        html.Append("</div>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
