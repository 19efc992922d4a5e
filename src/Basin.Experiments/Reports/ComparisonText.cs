using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Basin.Experiments.Reports;

/// <summary>A comparison for people: on a terminal, and as Markdown.</summary>
public static class ComparisonText
{
    private const string NoDifference = "None: the runs were asked the same.";

    /// <summary>The conclusions, then the tables in columns.</summary>
    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder();
        foreach (var sentence in comparison.Conclusions) TextReport.AppendWrapped(text, sentence);
        text.Append('\n');
        ComparisonRow[] all = [new("", comparison.Runs), .. comparison.Settings.Select(Shortened), .. comparison.Outcomes];
        var first = 2 + all.Max(row => row.Name.Length);
        int[] widths = [.. Enumerable.Range(0, comparison.Runs.Length).Select(run => all.Max(row => row.Values[run].Length))];
        Append(all[0]);
        text.Append("\nSettings that differ\n");
        if (comparison.Settings.IsEmpty) text.Append("  ").Append(NoDifference).Append('\n');
        foreach (var row in comparison.Settings) Append(Shortened(row));
        text.Append("\nWhat came out\n");
        foreach (var row in comparison.Outcomes) Append(row);
        return text.ToString();

        void Append(ComparisonRow row)
        {
            var line = "  " + row.Name.PadRight(first) + string.Join("  ", row.Values.Zip(widths, (value, width) => value.PadRight(width)));
            text.Append(line.TrimEnd()).Append('\n');
        }
    }

    /// <summary>The conclusions as a list, and the tables.</summary>
    public static string Markdown(Comparison comparison)
    {
        var text = new StringBuilder();
        foreach (var sentence in comparison.Conclusions) text.Append(CultureInfo.InvariantCulture, $"- {Cell(sentence)}\n");
        Append("Settings that differ", comparison.Settings);
        if (comparison.Settings.IsEmpty) text.Append('\n').Append(NoDifference).Append('\n');
        Append("What came out", comparison.Outcomes);
        return text.ToString();

        void Append(string title, ImmutableArray<ComparisonRow> rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            if (rows.IsEmpty) return;
            text.Append(CultureInfo.InvariantCulture, $"\n| | {string.Join(" | ", comparison.Runs.Select(Cell))} |\n|{string.Concat(Enumerable.Repeat(" --- |", comparison.Runs.Length + 1))}\n");
            foreach (var row in rows) text.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Name)} | {string.Join(" | ", row.Values.Select(Cell))} |\n");
        }
    }

    // A bar would end the cell.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    // What is known of data is longer than a terminal is wide, and its end, a fingerprint, is what differs; the other forms have it whole.
    private static ComparisonRow Shortened(ComparisonRow row)
    {
        const int Longest = 40, End = 12;
        return row with { Values = [.. row.Values.Select(value => value.Length <= Longest ? value : $"{value[..(Longest - End - 1)]}…{value[^End..]}")] };
    }
}
