using System.Collections.Immutable;
using System.Numerics;
using Basin.Experiments.Reports;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.Distillation;

namespace Basin.Experiments.Runs;

/// <summary>Self-distillation: a run of runs, each trained from a new start on the outputs of the one before.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class DistillJob<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static RunSummary Start(TrainSettings settings, TrainContext context, CancellationToken cancellationToken)
    {
        var bench = new Workbench<T>(settings);
        Teacher.RequireValues(bench.Model.Loss);

        // What a round would refuse is refused before any folder is made.
        using (var problem = new NetworkProblem<T>(bench.Model, bench.Data.Train, bench.Data.Test, new Seed(settings.Seed), Workers.Serial))
            _ = new Trainer<T>(problem, TrainPlan.Options(bench.Settings, problem.Examples));
        var record = new RunRecord
        {
            Command = context.Command,
            Started = TimeProvider.System.GetUtcNow(),
            Settings = bench.Settings,
            Data = bench.Files,
            Versions = RunVersions.Current,
        };
        using var folder = context.Folder is { } path
            ? RunFolder.CreateAt(path, record, context.Disk)
            : RunFolder.CreateUnder(context.Root, RunName.Of(bench.Settings), record, context.Disk);
        return Run(folder, bench, context, cancellationToken);
    }

    /// <summary>Goes on with the round that was interrupted; those that are done are only read.</summary>
    public static RunSummary Resume(RunFolder folder, TrainContext context, CancellationToken cancellationToken) =>
        Run(folder, new Workbench<T>(folder.Record.Settings), context, cancellationToken);

    private static RunSummary Run(RunFolder folder, Workbench<T> bench, TrainContext context, CancellationToken cancellationToken)
    {
        context.Begun?.Invoke(folder.Path);
        var rounds = ImmutableArray<RoundSummary>.Empty;
        var (settings, seconds, steps) = (bench.Settings, 0.0, 0L);
        for (var round = 1; ; round++)
        {
            var path = DistillRounds.PathOf(folder.Path, round);
            var of = context with { Folder = path, Begun = null, Progress = context.Progress is { } progress ? new RoundProgress(progress, round, settings.DistillRounds) : null };
            var done = File.Exists(Path.Combine(path, "run.json"))
                ? TrainJob.Resume(path, of, cancellationToken)
                : TrainJob<T>.Start(DistillRounds.Settings(settings, folder.Path, round), of, cancellationToken);
            (seconds, steps) = (seconds + done.Seconds, steps + done.Steps);
            if (done.Outcome is TrainingOutcome.Finished or TrainingOutcome.LossReached) rounds = rounds.Add(Evaluate(bench, round, done, context.Threads));
            var isLast = round == settings.DistillRounds || rounds.Length < round;
            if (!isLast) continue;
            var summary = done with { Run = folder.Path, Settings = settings, Message = $"Round {round} of {settings.DistillRounds}: {done.Message}", Steps = steps, Seconds = seconds, Rounds = rounds };
            return done.Outcome == TrainingOutcome.Interrupted ? summary : Finish(folder, summary, path);
        }
    }

    private static RoundSummary Evaluate(Workbench<T> bench, int round, RunSummary done, int threads)
    {
        // A teacher has values for targets, and the network of a class each just as many outputs.
        var (parameters, state) = (new T[bench.Model.Network.ParameterCount], new T[bench.Model.Network.StateCount]);
        new CheckpointStore(Disk.Local, Path.Combine(done.Run, "checkpoints")).LoadModel<T>(parameters, state, bench.Layout);
        using var workers = new Workers(threads);
        return new RoundSummary(round, done.Run, On(bench.Labelled.Given), On(bench.Labelled.True), done.Test);

        Evaluation On(DataSet<T> data)
        {
            using var objective = new Objective<T>(bench.Model, data, new ObjectiveOptions { Derivatives = Derivatives.None, MemoryBytes = 0, Workers = workers });
            objective.MoveTo(parameters, state);
            var (loss, accuracy) = objective.Evaluate();
            return new Evaluation(loss, accuracy);
        }
    }

    private static RunSummary Finish(RunFolder folder, RunSummary summary, string last)
    {
        folder.Seconds = summary.Seconds;
        if (summary.Inspection is { } inspection) folder.SaveInspection(inspection);
        var metrics = RunFolder.ReadMetrics(last);
        foreach (var (name, _, figure) in RunFigures.Of(folder.Record, summary, metrics)) folder.SaveFigure(name, figure);
        summary = summary with { Report = folder.SaveReport(HtmlReport.Render(folder.Record, summary, metrics)) };
        folder.SaveDone(summary);
        return summary;
    }

    private sealed class RoundProgress(IProgress<RunProgress> inner, int round, int rounds) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => inner.Report(value with { Activity = $"round {round} of {rounds}, {value.Activity}" });
    }
}
