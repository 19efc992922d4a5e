using System.Collections.Immutable;
using System.Text;
using Basin.Experiments.Figures;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Reports;

/// <summary>Writes the report of finished runs again, from what their folders hold.</summary>
public static class ReportJob
{
    // Three pixels for one: sharp at 300 dots an inch where a panel is a column wide.
    private const string Zoom = "3";

    /// <summary>Writes it.</summary>
    /// <param name="options">Which runs, and as what.</param>
    /// <param name="disk">Where; null for the disk of this machine.</param>
    /// <exception cref="BadInputException">A run is not finished, a file cannot be written, or a program that is needed is missing or failed.</exception>
    public static ReportFiles Run(ReportOptions options, Disk? disk = null)
    {
        disk ??= Disk.Local;
        ImmutableArray<FinishedRun> runs = [.. options.Runs.Select(FinishedRun.Read)];

        // What is missing is said before anything is written.
        var printer = options.Pdf ? OutsideProgram.Find("--pdf", "chromium", "chromium-browser", "google-chrome") : null;
        var painter = options.Png ? OutsideProgram.Find("--png", "rsvg-convert") : null;
        var path = Path.GetFullPath(options.Out ?? Path.Combine(runs.Length == 1 ? options.Runs[0] : Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Runs[0])))!, "report.html"));
        var folder = Path.GetDirectoryName(path)!;
        disk.MakeFolder(folder);
        var html = runs.Length == 1 ? HtmlReport.Render(runs[0].Record, runs[0].Summary, runs[0].Metrics) : ComparisonReport.Render(runs);
        disk.Replace(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
        return new ReportFiles(path, printer is null ? null : Print(printer, path, disk), painter is null ? [] : [.. Paint(painter, runs, Path.Combine(folder, "figures"), disk)]);
    }

    // The browser writes files only: to one of its own first, so that the old PDF is there until the new one is whole.
    private static string Print(OutsideProgram browser, string page, Disk disk)
    {
        var pdf = Path.ChangeExtension(page, ".pdf");
        var scratch = Directory.CreateTempSubdirectory("basin-print-").FullName;
        try
        {
            var printed = Path.Combine(scratch, "report.pdf");
            string[] asRoot = Environment.UserName == "root" ? ["--no-sandbox"] : [];
            browser.Run([], [.. asRoot, "--headless", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={scratch}", $"--print-to-pdf={printed}", new Uri(page).AbsoluteUri]);
            if (!File.Exists(printed)) throw BadInputException.At("--pdf", "the browser ended without a file", "a PDF", "Open the page and print it by hand.");
            disk.Replace(pdf, stream => stream.Write(File.ReadAllBytes(printed)));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        return pdf;
    }

    private static IEnumerable<string> Paint(OutsideProgram painter, ImmutableArray<FinishedRun> runs, string folder, Disk disk)
    {
        var figures = runs.Length == 1 ? RunFigures.Of(runs[0].Record, runs[0].Summary, runs[0].Metrics) : ComparisonFigures.Of(runs, ComparisonReport.Labels(runs));
        disk.MakeFolder(folder);
        foreach (var (name, _, figure) in figures)
        {
            var file = Path.Combine(folder, $"{name}.png");
            var png = painter.Run(Encoding.UTF8.GetBytes(SvgRenderer.Render(figure)), "--zoom", Zoom, "--background-color", "white", "--format", "png");
            disk.Replace(file, stream => stream.Write(png));
            yield return file;
        }
    }
}
