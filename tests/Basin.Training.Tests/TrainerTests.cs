using System.Numerics;
using Basin.Numerics.Random;
using Basin.Training.Sampling;
using Basin.Training.Schedules;

namespace Basin.Training.Tests;

public sealed class TrainerTests
{
    private static readonly SgdOptions Options = new()
    {
        LearningRate = 0.1,
        Batch = 4,
        Duration = Duration.Epochs(6),
        Seed = new Seed(3),
        Momentum = 0.9,
        Nesterov = true,
        WeightDecay = 0.001,
        Schedule = new WarmUp { Steps = 5, Inner = new Cosine { Steps = 24 } },
    };

    private sealed class Recorder<T> : TrainingObserver<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public List<StepReport> Steps { get; } = [];

        public List<EvaluationReport> Evaluations { get; } = [];

        public List<(long Step, T[] Parameters, T[] Velocity, T[] Statistics, double LossSum, long LossCount)> Checkpoints { get; } = [];

        public Action<long>? Progress { get; init; }

        public override void OnProgress(long step, long steps) => Progress?.Invoke(step);

        public override void OnStep(in StepReport report) => Steps.Add(report);

        public override void OnEvaluation(in EvaluationReport report) => Evaluations.Add(report);

        public override void OnCheckpoint(TrainingState<T> state) => Checkpoints.Add(
            (state.Step, state.Parameters.ToArray(), state.Velocity.ToArray(), state.Statistics.ToArray(), state.LossSum, state.LossCount));
    }

    [Theory]
    [InlineData(SamplingKind.Shuffle)]
    [InlineData(SamplingKind.Replacement)]
    [InlineData(SamplingKind.Fixed)]
    public void Goes_on_from_any_checkpoint_to_the_same_bits(SamplingKind sampling)
    {
        var options = Options with { Sampling = sampling, CheckpointEvery = 1 };
        var straight = new Recorder<float>();
        new Trainer<float>(QuadraticProblem<float>.Random(14, 9), options).Run(straight, TestContext.Current.CancellationToken);
        var end = straight.Checkpoints[^1];
        Assert.Equal(24, end.Step);
        foreach (var saved in straight.Checkpoints)
        {
            var trainer = new Trainer<float>(QuadraticProblem<float>.Random(14, 9), options);
            saved.Parameters.CopyTo(trainer.State.Parameters);
            saved.Velocity.CopyTo(trainer.State.Velocity);
            saved.Statistics.CopyTo(trainer.State.Statistics);
            (trainer.State.Step, trainer.State.LossSum, trainer.State.LossCount) = (saved.Step, saved.LossSum, saved.LossCount);
            var resumed = new Recorder<float>();
            trainer.Run(resumed, TestContext.Current.CancellationToken);
            Assert.Equal(end.Parameters, trainer.State.Parameters.ToArray());
            Assert.Equal(end.Statistics, trainer.State.Statistics.ToArray());
            Assert.Equal(straight.Steps.Where(step => step.Step >= saved.Step), resumed.Steps);
            Assert.Equal(straight.Evaluations.Where(evaluation => evaluation.Step > saved.Step), resumed.Evaluations);
        }
    }

    [Fact]
    public void Full_batch_descent_follows_the_closed_form()
    {
        var problem = new QuadraticProblem<double>([2.0, 0.5], [1, 0, 3, 4], [5, -1]);
        var options = new SgdOptions { LearningRate = 0.3, Batch = 2, Duration = Duration.Steps(7), Seed = new Seed(1) };
        var result = new Trainer<double>(problem, options).Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(new TrainingResult(TrainingOutcome.Finished, 7, result.Loss), result);
        Assert.Equal(2 + (3 * Math.Pow(1 - 0.6, 7)), problem.Parameters[0], 1e-13);
        Assert.Equal(2 - (3 * Math.Pow(1 - 0.15, 7)), problem.Parameters[1], 1e-13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Substeps_divide_a_step_on_one_batch(int substeps)
    {
        var problem = new QuadraticProblem<double>([2.0], [1, -2, 4], [5]);
        var options = new SgdOptions { LearningRate = 0.3, Batch = 1, Duration = Duration.Steps(3), Seed = new Seed(1), Sampling = SamplingKind.Fixed, Substeps = substeps };
        new Trainer<double>(problem, options).Run(cancellationToken: TestContext.Current.CancellationToken);

        // Each step shrinks the distance to its example by (1 − 2η/m)ᵐ, which tends to e^(−2η): the flow of the batch.
        var (theta, factor) = (5.0, Math.Pow(1 - (0.6 / substeps), substeps));
        foreach (var centre in new[] { 1.0, -2, 4 }) theta = centre + (factor * (theta - centre));
        Assert.Equal(theta, problem.Parameters[0], 1e-12);
        if (substeps == 1000) Assert.Equal(Math.Exp(-0.6), factor, 2e-4);
    }

    [Fact]
    public void Reports_carry_loss_rate_and_gradient_norm()
    {
        var recorder = new Recorder<double>();
        var problem = new QuadraticProblem<double>([2.0, 1.0, 1.0], [0, 0, 0], [3, 4, 1]);
        var options = new SgdOptions
        {
            LearningRate = 0.5,
            Batch = 1,
            Duration = Duration.Steps(2),
            Seed = new Seed(1),
            Schedule = new StepDecay { Decay = 0.1, Milestones = [1] },
        };
        new Trainer<double>(problem, options).Run(recorder, TestContext.Current.CancellationToken);
        Assert.Equal(new StepReport(0, 17.5, 0.5, Math.Sqrt(36 + 16 + 1)), recorder.Steps[0]);
        Assert.Equal(0.05, recorder.Steps[1].LearningRate, 1e-15);
        Assert.Equal(new EvaluationReport(1, 1, 17.5, null, null), recorder.Evaluations[0]);
    }

    [Fact]
    public void An_uneven_last_batch_counts_with_its_own_size()
    {
        var recorder = new Recorder<double>();
        var problem = new QuadraticProblem<double>([1.0], [1, 2, 3, 4, 5], [0]);
        var options = new SgdOptions { LearningRate = 1e-300, Batch = 2, Duration = Duration.Epochs(1), Seed = new Seed(1) };
        new Trainer<double>(problem, options).Run(recorder, TestContext.Current.CancellationToken);
        Assert.Equal(0.5 * (1 + 4 + 9 + 16 + 25) / 5, recorder.Evaluations[0].RunningLoss, 1e-13);
    }

    [Fact]
    public void Divergence_stops_at_the_first_loss_that_is_not_finite_and_takes_no_checkpoint_there()
    {
        var recorder = new Recorder<float>();
        var problem = new QuadraticProblem<float>([1.0f], [0], [1]);
        var options = new SgdOptions { LearningRate = 1e10, Batch = 1, Duration = Duration.Steps(100), Seed = new Seed(1), CheckpointEvery = 1 };
        var result = new Trainer<float>(problem, options).Run(recorder, TestContext.Current.CancellationToken);
        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);

        // θ after k steps is 10^(10k); its square leaves float32 at k = 2.
        Assert.Equal(2, result.Step);
        Assert.Contains("the loss at step 2 is", result.Message, StringComparison.Ordinal);
        Assert.Contains("Lower the learning rate", result.Message, StringComparison.Ordinal);
        Assert.All(recorder.Checkpoints, checkpoint => Assert.True(float.IsFinite(checkpoint.Parameters[0])));
    }

    [Fact]
    public void Stops_when_the_training_loss_is_reached_and_stays_stopped_after_a_resume()
    {
        var options = new SgdOptions { LearningRate = 0.1, Batch = 1, Duration = Duration.Steps(1000), Seed = new Seed(1), StopAtTrainLoss = 1e-3 };
        var problem = new QuadraticProblem<double>([1.0], [0], [1]);
        var trainer = new Trainer<double>(problem, options);
        var result = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);

        // ½ 0.9^(2k) ≤ 10⁻³ first at k = 30.
        Assert.Equal((TrainingOutcome.LossReached, 30), (result.Outcome, result.Step));
        Assert.Equal((TrainingOutcome.LossReached, 30), (trainer.Run(cancellationToken: TestContext.Current.CancellationToken) is var again ? (again.Outcome, again.Step) : default));
    }

    [Fact]
    public void Cancellation_stops_at_the_next_step_with_a_checkpoint()
    {
        using var source = new CancellationTokenSource();
        var recorder = new Recorder<float> { Progress = step => { if (step == 7) source.Cancel(); } };
        var result = new Trainer<float>(QuadraticProblem<float>.Random(14, 9), Options).Run(recorder, source.Token);
        Assert.Equal((TrainingOutcome.Interrupted, 7), (result.Outcome, result.Step));
        Assert.Equal(7, recorder.Checkpoints[^1].Step);
    }

    [Fact]
    public void The_loop_allocates_nothing_a_step()
    {
        var options = Options with { Duration = Duration.Steps(10_000), Batch = 14, Sampling = SamplingKind.Replacement };
        var trainer = new Trainer<float>(QuadraticProblem<float>.Random(14, 9), options);
        var meter = new AllocationMeter();
        trainer.Run(meter, TestContext.Current.CancellationToken);
        Assert.Equal(0, meter.Allocated);
    }

    private sealed class AllocationMeter : TrainingObserver<float>
    {
        private long _before;

        public long Allocated { get; private set; } = -1;

        public override void OnProgress(long step, long steps)
        {
            if (step == 100) _before = GC.GetAllocatedBytesForCurrentThread();
            if (step == 9_000) Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
        }
    }
}
