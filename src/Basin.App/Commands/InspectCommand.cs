using System.CommandLine;
using System.Text.Json;
using Basin.App.Terminal;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary><c>basin inspect</c>.</summary>
internal static class InspectCommand
{
    public static string[] Examples { get; } = ["basin inspect runs/synth-mlp-lr0.1-b32-s1", "basin inspect runs/mnist-mlp-lr0.1-b128-s1 --examples 10000 --top-k 10 --json"];

    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The folder of a run; one still training is inspected at its last checkpoint" };
        var options = new InspectOptions("");
        var command = new Command("inspect", "Measure where a run has landed: curvature, gradient noise, and whether SGD can stay there. The run is only read.") { run };
        foreach (var option in options.All) command.Add(option);
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            var inspection = Screen.During(parsed.InvocationConfiguration.Error, screen => InspectJob.Run(
                parsed.GetRequiredValue(run),
                preset => options.Read(parsed, preset),
                parsed.GetValue(GlobalOptions.Seed),
                new TrainContext { Command = "", Threads = GlobalOptions.ThreadsOf(parsed), Progress = screen },
                interruption.Token));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(inspection, RunJson.Readable.InspectionRecord));
            else output.Write(TextReport.Of(inspection));
            return ExitCode.Done;
        });
        return command;
    }
}
