using System.Numerics;
using Basin.Models;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.Flows;

namespace Basin.Experiments.Runs;

/// <summary>Follows a flow where a trainer would take steps. What is interrupted begins anew: a flow is one integral.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class FlowRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Stretches of equal time, at whose ends losses are recorded.</summary>
    public const int Outputs = 200;

    // Rounding must stay well below what is allowed.
    private static readonly FlowOptions _options = typeof(T) == typeof(float)
        ? new FlowOptions { RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-6, MaxEvaluations = long.MaxValue }
        : new FlowOptions { RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-9, MaxEvaluations = long.MaxValue };

    /// <summary>Refuses networks that have no flow.</summary>
    /// <exception cref="BadInputException">The network has batch norms, or the sampling no modified loss.</exception>
    public static void Require(Workbench<T> bench)
    {
        if (bench.Settings.Flow is not { } flow) return;
        if (bench.Model.Network.HasStatistics)
            throw BadInputException.At("--flow", $"network '{bench.Model.Network.Name}' with batch norms", "a network without them", "Their statistics move by steps and have no flow: choose --model mlp or cnn.");
        if (bench.Settings.Along is not null)
            throw new BadInputException("Readings along training are asked for beside a flow, which has no steps to read at. Leave them out.");
        if (flow.Kind == FlowKind.Sgd && bench.Settings.Batch > bench.Data.Train.Count)
            throw BadInputException.At("--batch", $"{bench.Settings.Batch}", $"at most {bench.Data.Train.Count}, the training examples", "Choose a smaller batch.");
    }

    /// <summary>Follows the flow to its end, with losses along it in the metrics and a checkpoint at the end.</summary>
    /// <param name="bench">Network, data and settings, which ask for a flow.</param>
    /// <param name="problem">Its θ is where the flow begins, and ends.</param>
    /// <param name="state">Saved at the end.</param>
    /// <param name="folder">Where.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="progress">Who waits.</param>
    /// <param name="cancellationToken">Checked at each velocity.</param>
    public static (TrainingResult Result, string Message) Run(
        Workbench<T> bench, NetworkProblem<T> problem, TrainingState<T> state, RunFolder folder, Workers workers, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        if (state.Step > 0) return (new TrainingResult(TrainingOutcome.Finished, state.Step, double.NaN), $"Followed the flow in {state.Step} steps.");
        var flow = bench.Settings.Flow!;
        using var objective = new Objective<T>(bench.Model, bench.Data.Train, new ObjectiveOptions { Workers = workers });
        using var examples = flow.Kind == FlowKind.Sgd ? NetworkLosses<T>.OfExamples(bench.Model, bench.Data.Train, workers) : null;
        BatchLosses<T> losses = examples is null ? new ObjectiveLosses<T>(objective) : examples;
        var integrator = new RungeKutta<T>(new ModifiedFlow<T>(losses, Terms(bench.Settings, bench.Data.Train.Count)), _options);
        var point = problem.Parameters.ToArray();
        double[] times = [.. Enumerable.Range(0, Outputs + 1).Select(k => flow.Time * k / Outputs)];
        var told = 0L;
        FlowResult result;
        try
        {
            result = integrator.Integrate(point, flow.Time, times, Tell, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return (new TrainingResult(TrainingOutcome.Interrupted, 0, double.NaN), "Interrupted; to resume begins the flow anew.");
        }

        point.CopyTo(problem.Parameters);
        if (result.Outcome == FlowOutcome.Interrupted) return (new TrainingResult(TrainingOutcome.Interrupted, result.Steps, double.NaN), $"{result.Message} To resume begins the flow anew.");
        var outcome = result.Outcome == FlowOutcome.Finished ? TrainingOutcome.Finished : TrainingOutcome.Diverged;
        folder.Metrics.Flush(sync: true);
        if (outcome == TrainingOutcome.Finished)
        {
            state.Step = result.Steps;
            folder.Checkpoints.Save(state, bench.Layout, folder.Metrics.Length);
        }

        return (new TrainingResult(outcome, result.Steps, double.NaN), result.Message);

        void Tell(double time, ReadOnlySpan<T> at)
        {
            at.CopyTo(problem.Parameters);
            var train = problem.EvaluateTrain(cancellationToken);
            folder.Metrics.Add(told, time, train, problem.EvaluateTest(cancellationToken));
            progress?.Report(new RunProgress("following the flow", told++, Outputs, $"time {time:g4}, loss {train.Loss:g4}"));
        }
    }

    private static ModifiedLoss Terms(TrainSettings settings, int examples) => settings.Flow!.Kind switch
    {
        FlowKind.Gradient => ModifiedLoss.None,
        FlowKind.Gd => ModifiedLoss.OfDescent(settings.LearningRate),
        FlowKind.Sgd => ModifiedLoss.OfShuffledExamples(settings.LearningRate, examples, settings.Batch),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
