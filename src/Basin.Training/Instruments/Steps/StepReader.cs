using System.Numerics;
using Basin.Training.Sampling;

namespace Basin.Training.Instruments.Steps;

/// <summary>Reads the instruments of steps: at each step that is reported or, under a budget, at those that the clock allows.</summary>
/// <remarks>
/// What looks at both ends of a step keeps θ and g from one step to the next. A run that goes on from a checkpoint has neither, so that steps which
/// end at a checkpoint are not looked at from both ends; and of two successive steps only one is, so that training can be interrupted in between.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class StepReader<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const long None = -1;

    // Where layers write the rows of single gradients, that costs as much as the step.
    private const long RowStride = 10;
    private readonly StepScene<T> _scene;
    private readonly SingleGradients<T>? _singles;
    private readonly SgdOptions _training;
    private readonly InstrumentOptions _options;
    private readonly TimeShare _time;
    private readonly double? _gradientWeight;
    private readonly long _every, _endsEvery, _checkpointEvery;
    private readonly int _examples, _stepsPerEpoch;
    private readonly ReadingList _readings = new();
    private long _looks;
    private long _kept = None;

    public StepReader(TrainingProblem<T> problem, SgdOptions training, InstrumentOptions options)
    {
        (_training, _options, _examples) = (training, options, problem.Examples);
        _scene = new StepScene<T>(problem);
        _singles = problem is NetworkProblem<T> network ? new SingleGradients<T>(network, training.Batch) : null;
        _time = new TimeShare(options.Time, options.BudgetOfSteps);
        _gradientWeight = training.Rule<T>().GradientWeight;
        _stepsPerEpoch = (_examples + training.Batch - 1) / training.Batch;
        _checkpointEvery = training.CheckpointEvery ?? _stepsPerEpoch;
        _every = options.StepEvery ?? training.LogEvery;
        _endsEvery = Math.Max(2, _every);
    }

    /// <summary>Time spent.</summary>
    public TimeSpan Spent => _time.Spent;

    /// <summary>Whether a step was kept whose other end comes next.</summary>
    /// <param name="step">Steps taken.</param>
    public bool IsBetween(long step) => _kept == step;

    /// <summary>Reads the step about to be taken, if that is due, and keeps it if the next step will look back.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="learningRate">η at this step.</param>
    /// <returns>What was read, until the next call; null for nothing.</returns>
    public ReadingList? Read(long step, double learningRate)
    {
        var (isKept, keeps) = (_kept == step, IsEndDue(step + 1));
        var isDue = _options.Budget is null ? step % _every == 0 : isKept;
        _kept = None;
        if (!isDue && !keeps) return null;
        var start = _options.Time.GetTimestamp();
        var noise = (isDue && IsNoiseDue(step)) || (keeps && IsNoiseDue(step + 1)) ? _singles?.Read(_training.Sampling == SamplingKind.Replacement ? double.PositiveInfinity : _examples) : null;
        if (isDue) Look(noise, isKept);
        if (keeps) Keep(step, learningRate, noise);
        _time.Spend(start);
        _looks++;
        return isDue ? _readings : null;
    }

    public void Dispose() => _singles?.Dispose();

    // It takes two looks: what one takes on average, so that a look that was held up does not put off all others.
    private bool IsEndDue(long step) =>
        step % _endsEvery == 0 && step % _checkpointEvery != 0 && _time.Allows(2 * _time.Spent / Math.Max(1, _looks));

    private bool IsNoiseDue(long step) => _singles is { IsCheap: true } || step % (RowStride * _every) == 0;

    private void Look(SingleGradientNoise? noise, bool isKept)
    {
        _scene.Look(noise, isKept);
        _readings.Clear();
        foreach (var instrument in InstrumentCatalog.OfSteps) _readings.Add(instrument.Description, instrument.Read(_scene));
    }

    private void Keep(long step, double learningRate, SingleGradientNoise? noise)
    {
        // From one epoch to the next batches are drawn anew, and the noise of one lacks what it has of all examples.
        var isNewEpoch = (step + 1) % _stepsPerEpoch == 0 && _training.Sampling != SamplingKind.Replacement;
        var spread = noise is { } single ? single.Trace * ((1.0 / single.Batch) - (isNewEpoch ? 1.0 / _examples : 0)) : double.NaN;
        _scene.Keep(_training.Batch == _examples ? 0 : learningRate * (_gradientWeight ?? double.NaN) * spread);
        _kept = step + 1;
    }
}
