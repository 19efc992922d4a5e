using Basin.Analysis.Inspection;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Training;

namespace Basin.Experiments.Catalogs;

/// <summary>A run as its files tell of it; they are read again only when they have changed.</summary>
/// <param name="run">Where it is.</param>
internal sealed class KnownRun(ListedRun run)
{
    private readonly RunHeadline _headline = new();
    private (FileStamp Record, FileStamp Done) _read;
    private FileStamp _abandoned;
    private RunRow? _row;
    private RunRecord? _record;
    private string? _metrics;
    private bool _isFinal;

    /// <summary>What it is now.</summary>
    public RunState State()
    {
        // The series is complete before a run says that it is done: it must be measured after.
        var row = Row();
        var metrics = _metrics ?? Inside("metrics.jsonl");
        return new RunState(row, metrics, Math.Max(0, FileStamp.Of(metrics).Length));
    }

    /// <summary>Its line now.</summary>
    public RunRow Row()
    {
        var now = (FileStamp.Of(Inside("run.json")), FileStamp.Of(Inside("done")));
        if (_row is not null && _isFinal && now == _read) return _row;
        try
        {
            if (_record is null || now.Item1 != _read.Record) _record = RunFolder.ReadRecord(run.Path);
            var summary = RunFolder.ReadSummary(run.Path);
            _metrics = RunFiles.MetricsOf(run.Path, _record);
            var row = summary is null ? Unfinished(_record) : Finished(_record, summary);
            (_read, _isFinal) = (now, summary is not null);
            return _row = row == _row ? _row : row;
        }
        catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException)
        {
            // What the disk refuses now it may allow the next time.
            (_read, _isFinal, _record) = (now, e is BadInputException { InnerException: not (IOException or UnauthorizedAccessException) }, null);
            return _row = new RunRow { Id = run.Id, Name = Name, Status = RunStatus.Unreadable, Message = e.Message };
        }
    }

    // A round is told from another's by the distillation it belongs to.
    private string Name => run.Id.Split('/') is [.., var whole, "rounds", var round] ? $"{whole}/rounds/{round}" : run.Id[(run.Id.LastIndexOf('/') + 1)..];

    private RunRow Finished(RunRecord record, RunSummary summary)
    {
        if (summary.Inspection is null) _headline.Update(_metrics!);
        var isFlow = record.Settings.Flow is not null;
        return Asked(record) with
        {
            Status = summary.Outcome switch
            {
                TrainingOutcome.Finished => RunStatus.Finished,
                TrainingOutcome.LossReached => RunStatus.LossReached,
                TrainingOutcome.Diverged => RunStatus.Diverged,
                _ => RunStatus.Interrupted,
            },
            Message = summary.Message,
            Step = summary.Steps,
            Steps = isFlow ? summary.Steps : RunLength.Of(record).Steps,
            Epoch = (double)summary.Steps / RunLength.Of(record).StepsPerEpoch,
            Loss = Finite(summary.Train?.Loss),
            TestLoss = Finite(summary.Test?.Loss),
            TestAccuracy = Finite(summary.Test?.Accuracy),
            Sharpness = Finite(summary.Inspection?.Sharpness.Value) ?? _headline.Sharpness,
            SharpnessLimit = summary.Inspection is { } at ? Finite(at.Sharpness.Limit) : Limit(record),
            Verdict = summary.Inspection is { } inspection ? inspection.Stability?.Verdict ?? inspection.Sharpness.Judge(inspection.Hessian.TopEigenvalues is [var top, ..] ? top.Residual : 0) : null,
            Seconds = summary.Seconds,
        };
    }

    private RunRow Unfinished(RunRecord record)
    {
        var isHeld = IsHeld();
        _headline.Update(_metrics!);
        var length = RunLength.Of(record);
        var before = RunFiles.RoundsBefore(run.Path, record);
        var step = _headline.Step + (before * (length.Steps / record.Settings.DistillRounds));
        return Asked(record) with
        {
            Status = isHeld ? RunStatus.Running : RunStatus.Interrupted,
            Message = Progress(record, isHeld, before, step, length.Steps),
            Step = step,
            Steps = length.Steps,
            Epoch = (double?)step / length.StepsPerEpoch,
            Loss = _headline["runningLoss"] ?? _headline["loss"] ?? _headline["trainLoss"],
            TestLoss = _headline["testLoss"],
            TestAccuracy = _headline["testAccuracy"],
            Sharpness = _headline.Sharpness,
            SharpnessLimit = Limit(record),
            Seconds = RunFolder.ReadSeconds(run.Path),
        };
    }

    // Once nobody was found to hold it, nobody does until another has written its name: only then the lock is tried again.
    private bool IsHeld()
    {
        var owner = FileStamp.Of(RunLock.OwnerOf(run.Path));
        if (!owner.Exists || owner == _abandoned) return false;
        if (RunLock.IsHeld(run.Path)) return true;
        _abandoned = owner;
        return false;
    }

    private static string Progress(RunRecord record, bool isHeld, int roundsBefore, long? step, long? steps)
    {
        var round = record.Settings.DistillRounds > 1 ? $"Round {roundsBefore + 1} of {record.Settings.DistillRounds}: " : "";
        if (!isHeld) return $"{round}{(round.Length > 0 ? "ended" : "Ended")} before it was done; it can be resumed.";
        var doing = record.Settings.Flow is not null ? "following the flow" : step >= steps ? "trained, and looking at where it landed" : "training";
        return round.Length > 0 ? $"{round}{doing}." : $"{char.ToUpperInvariant(doing[0])}{doing[1..]}.";
    }

    private RunRow Asked(RunRecord record) => new()
    {
        Id = run.Id,
        Name = Name,
        Status = RunStatus.Running,
        Message = "",
        Started = record.Started,
        Data = record.Settings.Data,
        Model = record.Settings.Model,
        LearningRate = record.Settings.LearningRate,
        Batch = record.Settings.Batch,
        Momentum = record.Settings.Momentum,
        Seed = record.Settings.Seed,
    };

    private double? Limit(RunRecord record) => _headline["learningRate"] is { } rate and > 0
        ? Sharpness.LimitOf(rate, record.Settings.Momentum, record.Settings.Nesterov)
        : null;

    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;

    private string Inside(string name) => Path.Combine(run.Path, name);
}
