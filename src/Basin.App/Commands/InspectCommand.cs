using System.CommandLine;
using System.Text.Json;
using Basin.App.Terminal;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;

namespace Basin.App.Commands;

/// <summary><c>basin inspect</c>.</summary>
internal static class InspectCommand
{
    public static string[] Examples { get; } =
    [
        "basin inspect runs/synth-mlp-lr0.1-b32-s1",
        "basin inspect runs/mnist-mlp-lr0.1-b128-s1 --lr 0.5 --batch 16 --json",
        "basin inspect model.onnx --data mnist --lr 0.1 --batch 128 --momentum 0.9",
        "basin inspect model.onnx --data train.npz --parameters 'fc.*' --tolerance 1% --budget 200",
    ];

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "The folder of a run, one of its checkpoints, or an ONNX file; it is only read" };
        var data = SharedOptions.Data("the run's; an ONNX file needs it");
        var labelColumn = SharedOptions.LabelColumn();
        var standardize = SharedOptions.Standardize();
        var loss = SharedOptions.Loss();
        var parameters = new Option<string[]>("--parameters") { Description = "Measure these parameters only, by patterns such as 'fc.*'; the others stay as they are [default: all]", HelpName = "glob", AllowMultipleArgumentsPerToken = true };
        var question = new QuestionOptions();
        var options = new InspectOptions("");
        var command = new Command("inspect", "Measure a point: curvature, gradient noise, whether SGD can stay there, what it is really minimising, and what to change.") { model, data, labelColumn, standardize, loss, parameters };
        foreach (var option in question.All.Concat(options.All)) command.Add(option);
        command.SetAction(parsed =>
        {
            var request = new InspectRequest
            {
                Path = parsed.GetRequiredValue(model),
                Data = parsed.GetValue(data),
                LabelColumn = parsed.GetValue(labelColumn),
                Standardize = parsed.GetValue(standardize),
                Loss = parsed.GetValue(loss),
                Parameters = [.. parsed.GetValue(parameters) ?? []],
                Question = question.Read(parsed),
                Change = preset => options.Read(parsed, preset),
                Seed = parsed.GetValue(GlobalOptions.Seed),
            };
            using var interruption = new Interruption();
            var inspection = Screen.During(parsed.InvocationConfiguration.Error, screen =>
                InspectJob.Run(request, new TrainContext { Command = "", Threads = GlobalOptions.ThreadsOf(parsed), Progress = screen }, interruption.Token));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json)) output.WriteLine(JsonSerializer.Serialize(inspection, RunJson.Readable.InspectionRecord));
            else output.Write(TextReport.Of(inspection));
            return ExitCode.Done;
        });
        return command;
    }
}
