using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.FineTuning;
using Basin.Training.Rules;
using Basin.Training.Schedules;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The paper's experiment with photographs: a residual network of eight layers, pre-trained on CIFAR-10 and tuned on groceries.</summary>
internal static class ResidualNetworks
{
    private const double WeightDecay = 5e-4, Momentum = 0.9;

    /// <summary>The pre-trained network.</summary>
    public static StartingPoint<float> Pretrain(ClaimContext context, PhotographSettings settings) => context.Share(settings, _ =>
    {
        var data = DataSets.Open<float>(new DataSetOptions { Path = "cifar10" }).Train;
        var model = Model(data, null);
        var seed = context.Seed.Derive("photographs");
        using var workers = new Workers(context.Threads);
        using var problem = new NetworkProblem<float>(model, data, null, seed, workers);
        var stepsPerEpoch = (data.Count + PhotographSettings.Batch - 1) / PhotographSettings.Batch;
        var steps = Math.Max(1, settings.Epochs * stepsPerEpoch);
        new Trainer<float>(problem, new SgdOptions
        {
            LearningRate = PhotographSettings.LearningRate,
            Batch = PhotographSettings.Batch,
            Duration = Duration.Epochs(settings.Epochs),
            Seed = seed,
            Momentum = Momentum,
            Nesterov = true,
            WeightDecay = WeightDecay,
            Schedule = new Cosine { Steps = steps },
            EvaluateEvery = steps,
        }).Run(new Waiting(context, steps), context.CancellationToken);
        context.CancellationToken.ThrowIfCancellationRequested();
        return StartingPoint<float>.Of(model.Network, problem.Parameters, problem.Statistics);
    });

    /// <summary>The test accuracy on groceries of one seed.</summary>
    public static double Tune(ClaimContext context, DataSplit<float> data, StartingPoint<float> start, GrocerySettings settings, Seed seed)
    {
        var model = Model(data.Train, new StochNormSettings(settings.Probability));
        using var problem = new NetworkProblem<float>(model, data.Train, data.Test, seed, Workers.Serial);
        start.MoveTo(model.Network, seed, problem.Parameters, problem.Statistics);
        new Trainer<float>(problem, new SgdOptions
        {
            LearningRate = settings.LearningRate,
            Batch = settings.Batch,
            Duration = Duration.Steps(settings.Steps),
            Seed = seed,
            Momentum = Momentum,
            Nesterov = true,
            WeightDecay = WeightDecay,
            Schedule = settings.Steps > 2 ? new StepDecay { Decay = 0.1, Milestones = [settings.Steps * 2L / 3] } : new Constant(),
            RateScales = [.. ParameterSelection.Layers(model.Network.Parameters)[^1].Windows.Select(window => new RateScale(window.Offset, window.Length, settings.HeadScale))],
            EvaluateEvery = settings.Steps,
        }).Run(cancellationToken: context.CancellationToken);
        context.CancellationToken.ThrowIfCancellationRequested();
        return problem.EvaluateTest(context.CancellationToken)?.Accuracy ?? double.NaN;
    }

    private static Model<float> Model(DataSet<float> data, StochNormSettings? stochNorm)
    {
        var network = new Network<float>("resnet8", data.ExampleShape, new Chain<float>(
            ("conv", new Convolution<float>(16, 3)),
            ("norm", new BatchNorm<float>()),
            ("relu", new Activate<float>(Activation.Relu)),
            ("stage1.block1", new ResidualBlock<float>(16, 1)),
            ("stage2.block1", new ResidualBlock<float>(32, 2)),
            ("stage3.block1", new ResidualBlock<float>(64, 2)),
            ("pool", new GlobalAveragePool<float>()),
            ("dense", new Dense<float>(data.Targets.Count))));
        return new Model<float>(stochNorm is null ? network : network.WithStochNorm(stochNorm), LossKind.CrossEntropy);
    }

    private sealed class Waiting(ClaimContext context, long steps) : TrainingObserver<float>
    {
        public override void OnStep(in StepReport report) => context.Report(report.Step, steps, "pre-training");
    }
}
