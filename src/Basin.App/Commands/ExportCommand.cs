using System.CommandLine;
using System.Text.Json;
using Basin.Experiments.Exports;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary><c>basin export</c>.</summary>
internal static class ExportCommand
{
    public static string[] Examples { get; } =
    [
        "basin export runs/synth-mlp-lr0.1-b32-s1 --format csv --out run.csv",
        "basin export runs/* --format tensorboard --out logs",
        "basin export runs/synth-mlp-lr0.1-b32-s1 runs/synth-mlp-lr0.5-b32-s1 --format npz --out rates.npz --force",
    ];

    private static Argument<string[]> Runs { get; } = new("run") { Description = "The folders of runs; they are only read, and may be training still", Arity = ArgumentArity.OneOrMore };

    private static Option<ExportFormat?> Format { get; } = CreateFormat();

    private static Option<string> Out { get; } = new("--out") { Description = "The file to write; for tensorboard the folder, which gets a folder a run", HelpName = "path", Required = true };

    public static Command Create()
    {
        var force = SharedOptions.Force();
        var command = new Command("export", "Write the series and spectra of runs for other programs: R, pandas, numpy, TensorBoard.") { Runs, Format, Out, force };
        command.SetAction(parsed =>
        {
            var result = ExportJob.Run(new ExportRequest
            {
                Runs = [.. parsed.GetRequiredValue(Runs)],
                Format = parsed.GetRequiredValue(Format)!.Value,
                Out = parsed.GetRequiredValue(Out),
                Force = parsed.GetValue(force),
            });
            foreach (var run in result.Unfinished) parsed.InvocationConfiguration.Error.WriteLine($"{run} is not finished: this is what there is so far.");
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(result, RunJson.Readable.ExportResult));
            else foreach (var file in result.Files) output.WriteLine(file);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<ExportFormat?> CreateFormat()
    {
        var format = OptionValue.Choice<ExportFormat>("--format", "As what");
        format.Required = true;
        return format;
    }
}
