using System.Numerics;
using Basin.Training;
using Basin.Training.Instruments;

namespace Basin.Experiments.Runs;

/// <summary>Writes down a run while it goes on.</summary>
/// <param name="folder">Where.</param>
/// <param name="layout">The names of the parts of a checkpoint.</param>
/// <param name="stepsPerEpoch">Steps counted as one epoch.</param>
/// <param name="progress">Who waits.</param>
/// <param name="time">The clock.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RunRecorder<T>(
    RunFolder folder, CheckpointLayout layout, int stepsPerEpoch, IProgress<RunProgress>? progress = null, TimeProvider? time = null)
    : TrainingObserver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ReportMilliseconds = 100;
    private const int FlushMilliseconds = 1000;
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _start = (time ?? TimeProvider.System).GetTimestamp();
    private readonly double _secondsBefore = folder.Seconds;
    private string _detail = "";
    private long _reported, _flushed;

    /// <summary>Seconds of training, those of earlier processes included.</summary>
    public double Seconds => _secondsBefore + OwnSeconds;

    /// <summary>Seconds of training by this process.</summary>
    public double OwnSeconds => _time.GetElapsedTime(_start).TotalSeconds;

    /// <inheritdoc/>
    public override void OnProgress(long step, long steps)
    {
        var now = Environment.TickCount64;
        if (now - _flushed >= FlushMilliseconds)
        {
            folder.Metrics.Flush(sync: false);
            _flushed = now;
        }

        if (progress is null || (now - _reported < ReportMilliseconds && step < steps)) return;
        _reported = now;
        var epoch = $"epoch {(step + stepsPerEpoch - 1) / stepsPerEpoch} of {(steps + stepsPerEpoch - 1) / stepsPerEpoch}";
        progress.Report(new RunProgress("training", step, steps, _detail.Length == 0 ? epoch : $"{epoch}, {_detail}"));
    }

    /// <inheritdoc/>
    public override void OnStep(in StepReport report) => folder.Metrics.Add(report);

    /// <inheritdoc/>
    public override void OnReadings(long step, ReadingList readings) => folder.Metrics.Add(step, readings);

    /// <inheritdoc/>
    public override void OnEvaluation(in EvaluationReport report)
    {
        folder.Metrics.Add(report);
        _detail = $"loss {report.RunningLoss:g4}";
        if (report.Test is { Accuracy: { } accuracy }) _detail += $", test accuracy {accuracy:P1}";
        else if (report.Test is { } test) _detail += $", test loss {test.Loss:g4}";
    }

    /// <inheritdoc/>
    public override void OnCheckpoint(TrainingState<T> state)
    {
        folder.Metrics.Flush(sync: true);
        folder.Seconds = Seconds;
        folder.Checkpoints.Save(state, layout, folder.Metrics.Length);
    }
}
