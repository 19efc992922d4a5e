using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Training.Instruments;
using Basin.Training.Noise;
using Basin.Training.Rules;
using Basin.Training.Sampling;

namespace Basin.Training;

/// <summary>Stochastic gradient descent: the loop. One trainer trains one problem, from where its state stands.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Trainer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingProblem<T> _problem;
    private readonly SgdOptions _options;
    private readonly Rule<T> _rule;
    private readonly ParameterNoise<T>? _noise;
    private readonly Sampler _sampler;
    private readonly long _evaluateEvery;
    private readonly long _checkpointEvery;

    /// <summary>Prepares to train <paramref name="problem"/> from its θ.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="options">How.</param>
    /// <param name="noise">What is added to each gradient before θ moves; null for nothing. Reports show the gradient without it.</param>
    /// <param name="instruments">What is read along the way; null for nothing.</param>
    /// <exception cref="ArgumentException">The settings contradict one another or the data, such as a batch larger than the data.</exception>
    public Trainer(TrainingProblem<T> problem, SgdOptions options, ParameterNoise<T>? noise = null, Instruments<T>? instruments = null)
    {
        _problem = problem;
        _options = options;
        _noise = noise;
        Instruments = instruments;
        _rule = options.Rule<T>();
        _sampler = Sampler.Create(options.Sampling, problem.Examples, options.Batch, options.Seed);
        _evaluateEvery = options.EvaluateEvery ?? _sampler.StepsPerEpoch;
        _checkpointEvery = options.CheckpointEvery ?? _sampler.StepsPerEpoch;
        Steps = options.Duration.InSteps(_sampler.StepsPerEpoch);
        State = new TrainingState<T>(problem, _rule.StateLength(problem.Parameters.Length));
    }

    /// <summary>Steps in all.</summary>
    public long Steps { get; }

    /// <summary>Steps counted as one epoch: ⌈n / B⌉.</summary>
    public int StepsPerEpoch => _sampler.StepsPerEpoch;

    /// <summary>What is read along the way; null for nothing.</summary>
    public Instruments<T>? Instruments { get; }

    /// <summary>Where the run stands. Fill it from a checkpoint before <see cref="Run"/> to go on to the same bits.</summary>
    public TrainingState<T> State { get; }

    /// <summary>Trains until the settings say so. Allocates nothing a step at which the landscape is not read.</summary>
    /// <param name="observer">Watches; null for nobody.</param>
    /// <param name="cancellationToken">Checked before each step; then a checkpoint is taken and the run ends.</param>
    public TrainingResult Run(TrainingObserver<T>? observer = null, CancellationToken cancellationToken = default)
    {
        var result = TakeSteps(observer, cancellationToken);
        if (result.Outcome is not (TrainingOutcome.Finished or TrainingOutcome.LossReached)) return result;

        // The last checkpoint stands before this reading, so that a run interrupted in it reads again.
        return TryRead(isEnd: true, observer, cancellationToken) ? result : result with { Outcome = TrainingOutcome.Interrupted };
    }

    private TrainingResult TakeSteps(TrainingObserver<T>? observer, CancellationToken cancellationToken)
    {
        var loss = double.NaN;
        if (State.Step == 0) observer?.OnCheckpoint(State);

        // A run killed between its last checkpoint and its end must not go on past the point where it had stopped.
        else if (IsEvaluationDue && IsLossReached(Evaluate()))
            return new TrainingResult(TrainingOutcome.LossReached, State.Step, loss);

        while (State.Step < Steps)
        {
            // A step that is looked at from both ends is finished first: a checkpoint in between would not know where it began.
            var mayStop = Instruments?.IsBetween(State.Step) != true;
            if ((mayStop && cancellationToken.IsCancellationRequested) || !TryRead(isEnd: false, observer, mayStop ? cancellationToken : CancellationToken.None)) return Stop(TrainingOutcome.Interrupted, loss, observer);
            loss = Step(observer);
            if (!double.IsFinite(loss)) return new TrainingResult(TrainingOutcome.Diverged, State.Step, loss);
            if (IsEvaluationDue && IsLossReached(Report(observer))) return Stop(TrainingOutcome.LossReached, loss, observer);
            if (State.Step % _checkpointEvery == 0 || State.Step == Steps)
            {
                // The next loss would be found not finite too, but a checkpoint must be good when it is taken.
                if (!IsFinite(State.Parameters)) return new TrainingResult(TrainingOutcome.Diverged, State.Step, double.NaN);
                observer?.OnCheckpoint(State);
            }

            observer?.OnProgress(State.Step, Steps);
        }

        return new TrainingResult(TrainingOutcome.Finished, State.Step, loss);
    }

    private bool IsEvaluationDue => State.Step % _evaluateEvery == 0 || State.Step == Steps;

    // Whether nobody interrupted it.
    private bool TryRead(bool isEnd, TrainingObserver<T>? observer, CancellationToken cancellationToken)
    {
        try
        {
            if (Instruments?.ReadPoint(State, isEnd, cancellationToken) is { } readings) observer?.OnReadings(State.Step, readings);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private double Step(TrainingObserver<T>? observer)
    {
        var batch = _sampler.Batch(State.Step);
        var loss = _problem.ComputeGradient(State.Step, batch);
        if (!double.IsFinite(loss)) return loss;
        var rate = _options.LearningRate * _options.Schedule.Factor(State.Step) * (_options.Annealing?.FactorOf(State.Step, StepsPerEpoch, State.AnnealedAt) ?? 1);
        var readings = Instruments?.ReadStep(State.Step, rate);
        if (observer is not null && State.Step % _options.LogEvery == 0)
            observer.OnStep(new StepReport(State.Step, loss, rate, Vectors.Norm<T>(_problem.Gradient), _problem.Penalty, readings));
        Move(rate);
        for (var substep = 1; substep < _options.Substeps; substep++)
        {
            _problem.ComputeGradient(State.Step, batch);
            Move(rate);
        }

        State.LossSum += loss * batch.Length;
        State.LossCount += batch.Length;
        State.Step++;
        return loss;
    }

    private void Move(double rate)
    {
        _noise?.Add(State.Step, rate, _problem.Gradient);
        _rule.Step(rate / _options.Substeps, _problem.Parameters, _problem.Gradient, State.Velocity);
    }

    private TrainingResult Stop(TrainingOutcome outcome, double loss, TrainingObserver<T>? observer)
    {
        if (!IsFinite(State.Parameters)) return new TrainingResult(TrainingOutcome.Diverged, State.Step, double.NaN);
        observer?.OnCheckpoint(State);
        return new TrainingResult(outcome, State.Step, loss);
    }

    private Evaluation? Report(TrainingObserver<T>? observer)
    {
        var train = Evaluate();
        observer?.OnEvaluation(new EvaluationReport(
            State.Step, (double)State.Step / StepsPerEpoch, State.LossSum / State.LossCount, train, _problem.EvaluateTest()));
        if (State.LossSum / State.LossCount <= _options.Annealing?.Loss) State.AnnealedAt ??= State.Step;
        (State.LossSum, State.LossCount) = (0, 0);
        return train;
    }

    private Evaluation? Evaluate() => _options.StopAtTrainLoss is null ? null : _problem.EvaluateTrain();

    private bool IsLossReached(Evaluation? train) => train is { } evaluation && evaluation.Loss <= _options.StopAtTrainLoss;

    private static bool IsFinite(ReadOnlySpan<T> values)
    {
        foreach (var value in values)
        {
            if (!T.IsFinite(value)) return false;
        }

        return true;
    }
}
