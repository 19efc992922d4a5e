using System.Globalization;
using System.Text;

namespace Basin.Experiments.Exports;

/// <summary>Runs as one table: a row a run and step, a column a series, empty where nothing was measured.</summary>
/// <remarks>Commas, points in numbers, quotes as in RFC 4180, lines that end with a line feed; numbers are read back to the same bits.</remarks>
internal static class CsvExport
{
    private static readonly System.Buffers.SearchValues<char> _special = System.Buffers.SearchValues.Create(",\"\r\n");

    public static void Write(Stream stream, IReadOnlyList<ExportedRun> runs)
    {
        // A run that lacks a series leaves its column empty.
        var names = Columns(runs);
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(string.Join(',', ["run", "step", .. names]));
        foreach (var run in runs)
        {
            var columns = names.Select(name => run.Series.FirstOrDefault(series => series.Name == name) ?? new Series(name, name, [], [])).ToArray();
            var quoted = Quoted(run.Run);
            foreach (var (step, values) in StepRows.Of(columns))
            {
                text.Write(quoted);
                text.Write(',');
                text.Write(step.ToString(CultureInfo.InvariantCulture));
                foreach (var value in values)
                {
                    text.Write(',');
                    text.Write(value?.ToString("R", CultureInfo.InvariantCulture));
                }

                text.WriteLine();
            }
        }
    }

    private static string[] Columns(IReadOnlyList<ExportedRun> runs)
    {
        var present = runs.SelectMany(run => run.Series).Select(series => series.Name).ToHashSet(StringComparer.Ordinal);
        return [.. RunSeries.Names.Where(present.Contains)];
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(_special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
