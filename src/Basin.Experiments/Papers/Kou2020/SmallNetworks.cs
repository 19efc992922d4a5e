using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.FineTuning;
using Basin.Training.Rules;
using Basin.Training.Sampling;
using Basin.Training.Schedules;

namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The paper's experiment on a small scale: three dense layers of 128 with batch norm, pre-trained on one task and tuned on a few examples of another.</summary>
internal static class SmallNetworks
{
    private const double WeightDecay = 5e-4, Momentum = 0.9;
    private const int Depth = 3, Width = 128;

    // Batch norm makes the rate that counts η/‖w‖²: how large weights begin is a setting of the experiment, and this is the usual one of frameworks.
    private const double Gain = 1.0 / 3;

    /// <summary>The test accuracy of every seed.</summary>
    public static double[] Tune(ClaimContext context, TuningSettings settings) => context.Share(settings, _ =>
    {
        var sources = Pretrain(context, settings.Source);
        var data = Open(context, settings.Source);
        return context.ForEachSeed((index, seed) => Tune(context, settings, data, sources[index], seed));
    });

    /// <summary>The pre-trained network of every seed.</summary>
    private static StartingPoint<float>[] Pretrain(ClaimContext context, PretrainingSettings settings) => context.Share(settings, _ =>
    {
        var data = Open(context, settings);
        return context.ForEachSeed((_, seed) =>
        {
            var task = SmallTask.Cut(data, settings.Task, 1, seed);
            var model = Model(task.Source, null);
            using var problem = new NetworkProblem<float>(model, task.Source, null, seed.Derive("pre-training"), Workers.Serial);
            new Trainer<float>(problem, new SgdOptions
            {
                LearningRate = PretrainingSettings.LearningRate,
                Batch = PretrainingSettings.Batch,

                // An epoch's last batch would have four examples, whose gradients make weights before a batch norm grow.
                Sampling = SamplingKind.Replacement,
                Duration = Duration.Steps(settings.Steps),
                Seed = seed.Derive("pre-training"),
                Momentum = settings.Momentum,
                Nesterov = settings.Momentum > 0,
                WeightDecay = WeightDecay,
                EvaluateEvery = settings.Steps,
            }).Run(cancellationToken: context.CancellationToken);
            context.CancellationToken.ThrowIfCancellationRequested();
            return StartingPoint<float>.Of(model.Network, problem.Parameters, problem.Statistics);
        });
    });

    private static double Tune(ClaimContext context, TuningSettings settings, DataSplit<float> data, StartingPoint<float> start, Seed seed)
    {
        var task = SmallTask.Cut(data, settings.Source.Task, settings.PerClass, seed);
        var model = Model(task.Target, new StochNormSettings(settings.Probability, settings.IsLayerWise));
        var network = model.Network;
        var own = seed.Derive("tuning");
        using var problem = new NetworkProblem<float>(model, task.Target, task.Test, own, Workers.Serial, Penalties.Of(settings, network, start, task.Target, own));
        start.MoveTo(network, own, problem.Parameters, problem.Statistics);
        if (settings.ForgetsStatistics) network.InitializeState(problem.Statistics);
        var decaysAt = settings.Steps * 2L / 3;
        new Trainer<float>(problem, new SgdOptions
        {
            LearningRate = settings.LearningRate,
            Batch = Math.Min(settings.Batch, task.Target.Count),
            Duration = Duration.Steps(settings.Steps),
            Seed = own,
            Momentum = Momentum,
            Nesterov = true,
            WeightDecay = settings.Penalty == Penalty.StartingPoint ? 0 : WeightDecay,
            Schedule = decaysAt > 0 ? new StepDecay { Decay = 0.1, Milestones = [decaysAt] } : new Constant(),
            RateScales = [.. ParameterSelection.Layers(network.Parameters)[^1].Windows.Select(window => new RateScale(window.Offset, window.Length, settings.HeadScale))],
            EvaluateEvery = settings.Steps,
        }).Run(cancellationToken: context.CancellationToken);
        context.CancellationToken.ThrowIfCancellationRequested();
        return problem.EvaluateTest(context.CancellationToken)?.Accuracy ?? double.NaN;
    }

    private static Model<float> Model(DataSet<float> data, StochNormSettings? stochNorm)
    {
        var layers = new List<(string, Layer<float>)>();
        for (var i = 1; i <= Depth; i++)
        {
            layers.Add(($"dense{i}", new Dense<float>(Width, Gain)));
            layers.Add(($"norm{i}", new BatchNorm<float>()));
            layers.Add(($"activation{i}", new Activate<float>(Activation.Relu)));
        }

        layers.Add(("head", new Dense<float>(data.Targets.Count, Gain)));
        var network = new Network<float>("small", data.ExampleShape, new Chain<float>([.. layers]));
        return new Model<float>(stochNorm is null ? network : network.WithStochNorm(stochNorm), LossKind.CrossEntropy);
    }

    private static DataSplit<float> Open(ClaimContext context, PretrainingSettings settings) =>
        context.Share(settings.Data, name => DataSets.Open<float>(new DataSetOptions { Path = name }));
}
