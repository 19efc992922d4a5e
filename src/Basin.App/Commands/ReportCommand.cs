using System.CommandLine;
using System.Text.Json;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary><c>basin report</c>.</summary>
internal static class ReportCommand
{
    public static string[] Examples { get; } =
    [
        "basin report runs/synth-mlp-lr0.1-b32-s1",
        "basin report runs/mnist-mlp-lr0.1-b128-s1 runs/mnist-mlp-lr0.5-b128-s1 --out compared.html",
        "basin report runs/synth-mlp-lr0.1-b32-s1 --pdf --png",
    ];

    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "Folders of finished runs; several are put side by side, the settings that differ first", Arity = ArgumentArity.OneOrMore };
        var file = new Option<string?>("--out") { Description = "The file of the page [default: report.html in the run, or beside the first of several]", HelpName = "file" };
        var pdf = new Option<bool>("--pdf") { Description = "Print the page to a PDF beside it; needs chromium" };
        var png = new Option<bool>("--png") { Description = "Turn its figures into PNG files beside it; needs rsvg-convert" };
        var command = new Command("report", "Write the report of finished runs again: one page with every figure in it, which needs nothing else.") { runs, file, pdf, png };
        command.SetAction(parsed =>
        {
            var files = ReportJob.Run(new ReportOptions
            {
                Runs = [.. parsed.GetRequiredValue(runs)],
                Out = parsed.GetValue(file),
                Pdf = parsed.GetValue(pdf),
                Png = parsed.GetValue(png),
            });
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(files, RunJson.Readable.ReportFiles));
            else foreach (var path in (string?[])[files.Report, files.Pdf, .. files.Figures]) if (path is not null) output.WriteLine(path);
            return ExitCode.Done;
        });
        return command;
    }
}
