using System.CommandLine;
using Basin.App.Terminal;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Training;

namespace Basin.App.Commands;

/// <summary><c>basin train</c>.</summary>
internal static class TrainCommand
{
    public static string[] Examples { get; } =
    [
        "basin train",
        "basin train --data mnist --epochs 5 --lr 0.1 --batch 128 --seed 1",
        "basin train --data points.csv --label-column y --hidden 64,64 --activation tanh --precision float64",
        "basin train --label-flips 0.2 --lr 0.5 --sampling replacement",
        "basin train --loss squared-error --label-noise 0.1 --label-noise-kind gaussian --batch 8",
        "basin train --noise gauss-newton --noise-scale 0.001",
        "basin train --batch full --lr 0.5 --gradient-penalty 0.1",
        "basin train --loss squared-error --trace-penalty 0.001",
        "basin train --sampling fixed --substeps 4 --head-lr-scale 10",
        "basin train --batch-norm --hidden 128,128 --bss 0.001",
        "basin train --data synth --from runs/synth-mlp-lr0.1-b32-s1 --stoch-norm 0.5 --head-lr-scale 10 --l2-sp 0.01 --delta 0.01",
        "basin train --random-labels 0.4 --distill-rounds 8 --rule adamw --lr 0.001 --weight-decay 1 --hidden 256",
        "basin train --flow gd --lr 0.1 --flow-time 5",
        "basin train --lr 0.5 --anneal-at loss:0.1 --anneal-factor 0.04",
        "basin train --weight-decay 0.001 --parameter-noise 0.01",
        "basin train --activation-noise 0.4 --activation-noise-decay 0.8",
        "basin train --model cnn --data shapes --epochs 3 --transform patches",
        "basin train --inspect-every 1epoch --budget 5%",
        "basin train --lr 0.5 --inspect-every 20steps",
        "basin train --resume runs/mnist-mlp-lr0.1-b128-s1",
    ];

    public static Command Create()
    {
        var options = new TrainOptions();
        var command = new Command("train", "Train a network, then inspect where it landed. Without options: data made by code and a small network, in seconds.");
        foreach (var option in options.All) command.Add(option);
        command.Add(options.Under);
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, TrainOptions options)
    {
        using var interruption = new Interruption();
        var summary = Screen.During(parsed.InvocationConfiguration.Error, screen =>
        {
            var context = new TrainContext
            {
                Command = "basin " + string.Join(' ', parsed.Tokens.Select(token => token.Value)),
                Threads = GlobalOptions.ThreadsOf(parsed),
                Folder = parsed.GetValue(options.Out),
                Root = parsed.GetValue(options.Under) ?? "runs",
                Begun = run => screen.Say($"run: {run}"),
                Progress = screen,
            };
            return parsed.GetValue(options.Resume) is { } resumed
                ? Resume(parsed, options, resumed, context, interruption.Token)
                : Start(parsed, options, context, interruption.Token);
        });
        Present.Summary(summary, parsed);
        return summary.Outcome switch
        {
            TrainingOutcome.Diverged => ExitCode.BadInput,
            TrainingOutcome.Interrupted => ExitCode.Interrupted,
            _ => ExitCode.Done,
        };
    }

    private static RunSummary Start(ParseResult parsed, TrainOptions options, TrainContext context, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(options.Epochs) is not null && parsed.GetValue(options.Steps) is not null)
            throw new BadInputException("Both --epochs and --steps are given; give one of them.");
        return TrainJob.Start(options.Read(parsed), context, cancellationToken);
    }

    private static RunSummary Resume(ParseResult parsed, TrainOptions options, string run, TrainContext context, CancellationToken cancellationToken)
    {
        // A run goes on as it was begun: anything else would not be that run.
        if (options.All.FirstOrDefault(option => option != options.Resume && parsed.GetResult(option) is { Implicit: false }) is { } other)
            throw new BadInputException($"{other.Name} is given beside --resume; a run goes on with the settings it began with. Leave {other.Name} out, or start a new run.");
        return TrainJob.Resume(run, context, cancellationToken);
    }
}
