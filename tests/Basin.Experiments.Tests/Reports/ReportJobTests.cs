using Basin.Experiments.Reports;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Tests.Reports;

public sealed class ReportJobTests
{
    private static readonly TrainSettings Small = new() { Hidden = [4], Epochs = 2, Batch = 256, Inspection = new InspectSettings { Examples = 30 } };

    private static string Train(Folder folder, string name, TrainSettings settings)
    {
        TrainJob.Start(settings, new TrainContext { Command = $"basin train {name}", Threads = 1, Folder = folder[name] }, TestContext.Current.CancellationToken);
        return folder[name];
    }

    [Fact]
    public void A_report_written_again_has_the_same_bytes()
    {
        using var folder = new Folder();
        var run = Train(folder, "run", Small);
        var first = File.ReadAllText(Path.Combine(run, "report.html"));
        File.Delete(Path.Combine(run, "report.html"));
        var files = ReportJob.Run(new ReportOptions { Runs = [run] });
        Assert.Equal((Path.Combine(run, "report.html"), null, 0), (files.Report, files.Pdf, files.Figures.Length));
        Assert.Equal(first, File.ReadAllText(files.Report));
        Assert.Contains("Noise against curvature", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_side_by_side_begin_with_the_settings_that_differ()
    {
        using var folder = new Folder();
        var settings = Small with { Inspect = false };
        var (a, b) = (Train(folder, "slow", settings), Train(folder, "fast", settings with { LearningRate = 0.2 }));
        var files = ReportJob.Run(new ReportOptions { Runs = [a, b] });
        Assert.Equal(folder["report.html"], files.Report);
        var html = File.ReadAllText(files.Report);
        var table = html[html.IndexOf("Settings that differ", StringComparison.Ordinal)..html.IndexOf("What came out", StringComparison.Ordinal)];
        Assert.Contains("<th scope=\"row\">learningRate</th><td class=\"wrap\"><code>0.1</code></td><td class=\"wrap\"><code>0.2</code></td>", table, StringComparison.Ordinal);
        Assert.DoesNotContain("momentum", table, StringComparison.Ordinal);
        Assert.Contains("<h1 class=\"next\">slow</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<h1 class=\"next\">fast</h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_not_finished_is_refused_with_what_to_do()
    {
        using var folder = new Folder();
        var run = Train(folder, "run", Small with { Inspect = false });
        File.Delete(Path.Combine(run, "done"));
        var error = Assert.Throws<BadInputException>(() => ReportJob.Run(new ReportOptions { Runs = [run] }));
        Assert.Contains($"basin train --resume {run}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_become_pictures_where_the_program_is()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, "rsvg-convert")))) Assert.Skip("rsvg-convert is not installed.");
        using var folder = new Folder();
        var files = ReportJob.Run(new ReportOptions { Runs = [Train(folder, "run", Small with { Inspect = false })], Png = true });
        var picture = Assert.Single(files.Figures);
        Assert.Equal(Path.Combine(folder["run"], "figures", "training.png"), picture);
        Assert.Equal("\x89PNG", string.Concat(File.ReadAllBytes(picture).Take(4).Select(value => (char)value)));
    }
}
