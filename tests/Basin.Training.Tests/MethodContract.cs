using Basin.Models.Losses;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Noise;
using Basin.Training.Regularizers;
using Basin.Training.Sampling;

namespace Basin.Training.Tests;

/// <summary>What every method of training keeps; a method adds a row.</summary>
public sealed class MethodContract
{
    private static readonly Seed Seed = new(3);

    public static TheoryData<string> Names => ["nothing", .. Methodical.Select(row => row.Data)];

    public static TheoryData<string> Methodical =>
    [
        "sign noise", "gaussian noise", "label flips", "gradient penalty", "full gradient penalty", "trace penalty", "gauss-newton noise", "gauss-newton noise of the batch", "substeps", "stationary noise",
    ];

    private static LossKind LossOf(string name) => name.EndsWith("flips", StringComparison.Ordinal) ? LossKind.CrossEntropy : LossKind.SquaredError;

    private static TrainingMethods<float> Methods(string name, Workers workers) => name switch
    {
        "sign noise" => new() { Noise = [new LabelNoise<float>(0.3, LabelNoiseKind.Sign, Seed)] },
        "gaussian noise" => new() { Noise = [new LabelNoise<float>(0.3, LabelNoiseKind.Gaussian, Seed)] },
        "label flips" => new() { Noise = [new LabelFlips<float>(0.2, 4, Seed)] },
        "gradient penalty" => new() { Regularizers = [new GradientPenalty<float>(0.1)] },
        "full gradient penalty" => new() { Regularizers = [new FullGradientPenalty<float>(0.1, SmallNetwork.Model<float>(LossOf(name)), SmallNetwork.Data<float>(LossOf(name)), workers)] },
        "trace penalty" => new() { Regularizers = [new TracePenalty<float>(0.1, SmallNetwork.Model<float>(LossOf(name)), Seed, workers)] },
        "gauss-newton noise of the batch" => new() { Derivatives = Derivatives.Second },
        _ => new(),
    };

    private static ParameterNoise<float>? Noise(string name, NetworkProblem<float> problem, Workers workers) => name switch
    {
        "gauss-newton noise" => new GaussNewtonNoise<float>(0.01, problem, SmallNetwork.Model<float>(LossOf(name)), SmallNetwork.Data<float>(LossOf(name)), Seed, workers),
        "stationary noise" => new StationaryNoise<float>(0.1, 0.05, 0.01, 0.5, problem.Parameters.Length, Seed),
        "gauss-newton noise of the batch" => new BatchGaussNewtonNoise<float>(0.01, problem, LossOf(name), 1, Seed),
        _ => null,
    };

    private static SgdOptions Options(string name, long steps) =>
        new() { LearningRate = 0.05, Batch = 4, Duration = Duration.Steps(steps), Seed = Seed, WeightDecay = 0.01, Momentum = name == "substeps" ? 0 : 0.5, Substeps = name == "substeps" ? 3 : 1, CheckpointEvery = 1 };

    [Theory, MemberData(nameof(Names))]
    public void Goes_on_from_a_checkpoint_to_the_same_bits(string name)
    {
        var straight = new Kept();
        var end = Run(name, 9, straight, Workers.Serial);
        foreach (var step in new[] { 1, 4, 8 })
        {
            var resumed = new Kept();
            Assert.Equal(end, Run(name, 9, resumed, Workers.Serial, straight.States[step], step));
            Assert.Equal(straight.Steps[step..], resumed.Steps);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        using var workers = new Workers(3);
        Assert.Equal(Run(name, 6, new Kept(), Workers.Serial), Run(name, 6, new Kept(), workers));
    }

    [Theory, MemberData(nameof(Methodical))]
    public void A_method_changes_where_training_goes(string name)
    {
        var nothing = LossOf(name) == LossKind.CrossEntropy ? "nothing, without flips" : "nothing";
        Assert.NotEqual(Run(nothing, 6, new Kept(), Workers.Serial), Run(name, 6, new Kept(), Workers.Serial));
    }

    [Theory, MemberData(nameof(Names))]
    public void Allocates_nothing_a_step(string name)
    {
        using var problem = SmallNetwork.Problem(Methods(name, Workers.Serial), LossOf(name));
        using var noise = Noise(name, problem, Workers.Serial);

        // Reports and new orders are left out: they allocate by design, and only now and then.
        var meter = new Meter();
        var options = Options(name, 200) with { EvaluateEvery = 1000, LogEvery = 1000, CheckpointEvery = 1000, Sampling = SamplingKind.Replacement };
        new Trainer<float>(problem, options, noise).Run(meter, TestContext.Current.CancellationToken);
        Assert.Equal(0, meter.Allocated);
    }

    private static float[] Run(string name, long steps, Kept kept, Workers workers, (float[] Theta, float[] Velocity)? from = null, long at = 0)
    {
        using var problem = SmallNetwork.Problem(Methods(name, workers), LossOf(name), workers);
        using var noise = Noise(name, problem, workers);
        var trainer = new Trainer<float>(problem, Options(name, steps), noise);
        if (from is { } state)
        {
            state.Theta.CopyTo(trainer.State.Parameters);
            state.Velocity.CopyTo(trainer.State.Velocity);
            trainer.State.Step = at;
        }

        trainer.Run(kept, TestContext.Current.CancellationToken);
        return problem.Parameters.ToArray();
    }

    private sealed class Kept : TrainingObserver<float>
    {
        public List<StepReport> Steps { get; } = [];

        public Dictionary<long, (float[] Theta, float[] Velocity)> States { get; } = [];

        public override void OnStep(in StepReport report) => Steps.Add(report);

        public override void OnCheckpoint(TrainingState<float> state) => States[state.Step] = (state.Parameters.ToArray(), state.Velocity.ToArray());
    }

    private sealed class Meter : TrainingObserver<float>
    {
        private long _before;

        public long Allocated { get; private set; } = -1;

        public override void OnProgress(long step, long steps)
        {
            if (step == 20) _before = GC.GetAllocatedBytesForCurrentThread();
            if (step == 190) Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
        }
    }
}
