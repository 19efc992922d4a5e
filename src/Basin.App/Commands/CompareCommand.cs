using System.CommandLine;
using System.Text.Json;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary><c>basin compare</c>.</summary>
internal static class CompareCommand
{
    public static string[] Examples { get; } =
    [
        "basin compare runs/synth-mlp-lr0.1-b32-s1 runs/synth-mlp-lr0.5-b32-s1",
        "basin compare runs/synth-mlp-lr0.1-b32-s1 runs/synth-mlp-lr0.5-b32-s1 runs/synth-mlp-lr0.5-b8-s1 --out rates",
    ];

    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "Folders of finished runs, two or more", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string?>("--out") { Description = "Keep the table as Markdown and JSON, and the figures as SVG and JSON, in this folder", HelpName = "folder" };
        var force = SharedOptions.Force();
        var command = new Command("compare", "Put finished runs side by side: which landed flatter, where their settings differ, what came out. 'basin report' makes a page of it.") { runs, folder, force };
        command.SetAction(parsed =>
        {
            var comparison = ComparisonJob.Run(new ComparisonOptions
            {
                Runs = [.. parsed.GetRequiredValue(runs)],
                Out = parsed.GetValue(folder),
                Force = parsed.GetValue(force),
            });
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(comparison, RunJson.Readable.Comparison));
            else output.Write(ComparisonText.Of(comparison));
            return ExitCode.Done;
        });
        return command;
    }
}
