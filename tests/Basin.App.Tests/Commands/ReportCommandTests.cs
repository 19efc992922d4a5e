using System.Text.Json;

namespace Basin.App.Tests.Commands;

public sealed class ReportCommandTests
{
    [Fact]
    public void A_report_is_written_again_and_its_path_printed()
    {
        using var folder = new Folder();
        Assert.Equal(0, Tool.Run("train", "--steps", "2", "--no-inspect", "--out", folder["run"]).Code);
        var page = Path.Combine(folder["run"], "report.html");
        File.Delete(page);
        var (code, output, error) = Tool.Run("report", folder["run"]);
        Assert.Equal((0, page + "\n", ""), (code, output.ReplaceLineEndings("\n"), error));
        Assert.True(File.Exists(page));

        (code, output, _) = Tool.Run("report", folder["run"], folder["run"], "--out", folder["two.html"], "--json");
        var files = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, folder["two.html"], JsonValueKind.Null), (code, files.GetProperty("report").GetString(), files.GetProperty("pdf").ValueKind));
        Assert.Contains("None: the runs were asked the same.", File.ReadAllText(folder["two.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", "Required argument 'run' missing for command: 'report'.")]
    [InlineData("report no-such-run", "no such folder; wanted the folder of a run.")]
    public void What_is_no_run_is_refused(string arguments, string message)
    {
        var (code, output, error) = Tool.Run(arguments.Split(' '));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }
}
