using System.Numerics;
using Basin.Experiments.Reports;
using Basin.Models;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.Instruments;
using Basin.Training.Noise;

namespace Basin.Experiments.Runs;

/// <summary>The same in one precision.</summary>
internal static class TrainJob<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static RunSummary Start(TrainSettings settings, TrainContext context, CancellationToken cancellationToken)
    {
        // Everything that can be refused is refused before the folder is made.
        var bench = new Workbench<T>(settings);
        FlowRun<T>.Require(bench);
        using var workers = new Workers(context.Threads);
        var start = settings.FineTuning.From is { } from ? SourceRun.Read<T>(SourceRun.Find(from).Checkpoint) : null;
        using var problem = new NetworkProblem<T>(bench.Model, bench.Data.Train, bench.Data.Test, new Seed(settings.Seed), workers, MethodFactory.Create(bench, start, workers));
        var transfer = start?.MoveTo(bench.Model.Network, new Seed(settings.Seed), problem.Parameters, problem.Statistics);
        using var noise = MethodFactory.Noise(bench, problem, workers);
        var options = OptionsOf(bench, problem);
        using var instruments = AlongPlan.Create(bench, problem, options, workers);
        var trainer = new Trainer<T>(problem, options, noise, instruments);
        var record = new RunRecord
        {
            Command = context.Command,
            Started = TimeProvider.System.GetUtcNow(),
            Settings = bench.Settings,
            Start = transfer is null ? null : $"Begins at {settings.FineTuning.From}: {transfer}.",
            Data = bench.Files,
            Versions = RunVersions.Current,
        };
        using var folder = context.Folder is { } path
            ? RunFolder.CreateAt(path, record, context.Disk)
            : RunFolder.CreateUnder(context.Root, RunName.Of(bench.Settings), record, context.Disk);
        if (start is not null) folder.SaveStart(start);
        return Run(bench, problem, trainer, folder, workers, context, cancellationToken);
    }

    public static RunSummary Resume(RunFolder folder, TrainContext context, CancellationToken cancellationToken)
    {
        var settings = folder.Record.Settings;
        var bench = new Workbench<T>(settings);
        foreach (var (then, now) in folder.Record.Data.Zip(bench.Files))
        {
            if (then.Sha256 != now.Sha256)
                throw BadInputException.At(folder.Path, $"the {now.Role} data '{now.Name}' are not those the run began with (SHA-256 {now.Sha256[..12]}…)", $"{then.Sha256[..12]}…", "Restore the data, or start a new run.");
        }

        using var workers = new Workers(context.Threads);
        var start = settings.FineTuning.From is { } from ? SourceRun.Read<T>(folder.Start ?? SourceRun.Find(from).Checkpoint) : null;
        using var problem = new NetworkProblem<T>(bench.Model, bench.Data.Train, bench.Data.Test, new Seed(settings.Seed), workers, MethodFactory.Create(bench, start, workers));
        start?.MoveTo(bench.Model.Network, new Seed(settings.Seed), problem.Parameters, problem.Statistics);
        using var noise = MethodFactory.Noise(bench, problem, workers);
        var options = OptionsOf(bench, problem);
        using var instruments = AlongPlan.Create(bench, problem, options, workers);
        var trainer = new Trainer<T>(problem, options, noise, instruments);
        var checkpoint = folder.Checkpoints.Load(trainer.State, bench.Layout);
        folder.Checkpoints.Tidy();
        folder.Metrics.Rewind(checkpoint?.MetricsLength ?? 0);
        return Run(bench, problem, trainer, folder, workers, context, cancellationToken);
    }

    private static SgdOptions OptionsOf(Workbench<T> bench, NetworkProblem<T> problem) =>
        TrainPlan.Options(bench.Settings, problem.Examples) with { RateScales = MethodFactory.RateScales(bench.Settings, bench.Model.Network) };

    private static RunSummary Run(
        Workbench<T> bench, NetworkProblem<T> problem, Trainer<T> trainer, RunFolder folder, Workers workers, TrainContext context, CancellationToken cancellationToken)
    {
        context.Begun?.Invoke(folder.Path);
        var recorder = new RunRecorder<T>(folder, bench.Layout, trainer.StepsPerEpoch, context.Progress);
        var (result, message) = bench.Settings.Flow is null
            ? (trainer.Run(recorder, cancellationToken), null)
            : FlowRun<T>.Run(bench, problem, trainer.State, folder, workers, context.Progress, cancellationToken);
        var seconds = recorder.OwnSeconds;
        folder.Metrics.Flush(sync: true);
        if (result.Outcome == TrainingOutcome.Diverged)
        {
            folder.Checkpoints.DropFrom(result.Step);
            folder.Checkpoints.Load(trainer.State, bench.Layout);
        }

        folder.Seconds = recorder.Seconds;
        var summary = new RunSummary
        {
            Run = folder.Path,
            Settings = bench.Settings,
            Outcome = result.Outcome,
            Start = folder.Record.Start,
            Message = message ?? result.Message,
            Steps = result.Step,
            Seconds = recorder.Seconds,
        };

        var settings = bench.Settings;

        // Whoever interrupts wants the process to end, and everything is on the disk.
        if (result.Outcome == TrainingOutcome.Interrupted) return summary;
        summary = summary with { Train = problem.EvaluateTrain(CancellationToken.None), Test = problem.EvaluateTest(CancellationToken.None) };
        if (settings.Inspect && result.Outcome != TrainingOutcome.Diverged)
        {
            try
            {
                var point = new RunPoint<T>(bench, [], problem.Parameters.ToArray(), problem.Statistics.ToArray());
                summary = summary with { Inspection = Landing.Inspect(point, settings.Inspection, Landing.QuestionOf(settings), new Seed(settings.Seed), workers, context.Progress, cancellationToken) };
            }
            catch (OperationCanceledException)
            {
                return summary with { Outcome = TrainingOutcome.Interrupted, Message = $"Trained for {result.Step} steps; interrupted while inspecting." };
            }

            folder.SaveInspection(summary.Inspection);
        }

        var metrics = RunFolder.ReadMetrics(folder.Path);
        var last = metrics.LastOrDefault(line => line.LearningRate is not null)?.LearningRate;
        summary = summary with
        {
            Along = AlongSummary.Of(trainer.Instruments, metrics, seconds),
            FinalLearningRate = last == settings.LearningRate ? null : last,
        };
        foreach (var (name, _, figure) in RunFigures.Of(folder.Record, summary, metrics)) folder.SaveFigure(name, figure);
        var html = HtmlReport.Render(folder.Record, summary, metrics);
        summary = summary with { Report = folder.SaveReport(html) };
        folder.SaveDone(summary);
        return summary;
    }
}
