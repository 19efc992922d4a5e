using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Basin.Bench;

/// <summary>The finished tables, as text and as Markdown.</summary>
internal sealed record Report(BenchOptions Options, string Processor, PeerDescription? Peer, string? WhyNoPeer, double Peak, IReadOnlyList<Row> Rows, IReadOnlyList<string> Failures)
{
    private static readonly string[] s_heads = ["workload", "Basin", "compared with", "median", "range", "wanted", "reached"];

    /// <summary>Below this share of the peak torch's matrix product is not on a fast BLAS.</summary>
    private const double FastShare = 0.6;

    /// <summary>A warning when torch is not at its best here; null when it is.</summary>
    public static string? Suspicion(PeerDescription peer, double peak, int threads) => peer.Float32 >= FastShare * peak * threads
        ? null
        : $"torch multiplies matrices at {peer.Float32:f0} GF/s, {100 * peer.Float32 / (peak * threads):f0} % of the peak: it is not on a fast BLAS, and ratios to it prove little. Install libopenblas0-pthread, or name its folder in BASIN_OPENBLAS.";

    public string ToText()
    {
        string[][] cells = [s_heads, .. Rows.Select(Cells)];
        var widths = Enumerable.Range(0, s_heads.Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in cells)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).Replace("**", "", StringComparison.Ordinal));
        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Benchmark, {DateTime.UtcNow:yyyy-MM-dd}, {Processor}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"- Basin on .NET {Environment.Version}, {RuntimeInformation.ProcessArchitecture}, {Options.Threads} thread{(Options.Threads == 1 ? "" : "s")}; multiply-add peak of one thread {Peak:f0} GF/s f32");
        text.AppendLine(CultureInfo.InvariantCulture, $"- {(Peer is not null ? Peer.ToString() : $"torch is missing: only Basin was timed ({WhyNoPeer})")}");
        if (Peer is not null && Suspicion(Peer, Peak, Options.Threads) is { } suspicion) text.AppendLine(CultureInfo.InvariantCulture, $"- **{suspicion}**");
        text.AppendLine(CultureInfo.InvariantCulture, $"- {Options.Rounds} interleaved rounds; times are {(Options.Threads == 1 ? "processor" : "wall")} time; a figure with x says how many times faster Basin is than torch's best variant");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", s_heads)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --- |{string.Concat(Enumerable.Repeat(" ---: |", s_heads.Length - 1))}");
        foreach (var row in Rows) text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Cells(row))} |");
        foreach (var failure in Failures) text.AppendLine(CultureInfo.InvariantCulture, $"\n**{failure}**");
        text.AppendLine().AppendLine("## Notes").AppendLine();
        foreach (var row in Rows.Where(row => row.Notes.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {row.Workload}");
            foreach (var note in row.Notes) text.AppendLine(CultureInfo.InvariantCulture, $"  - {note}");
        }

        return text.ToString();
    }

    private static string[] Cells(Row row) =>
        [row.Workload, row.Own, row.Peer ?? "-", row.MeasuredText, row.RangeText, row.WantedText, row.Verdict];
}
