using System.Collections.Immutable;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.Noise;
using Basin.Training.Schedules;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>A small network trained on patched images.</summary>
internal static class PatchRun
{
    /// <summary>Runs it on one thread.</summary>
    /// <param name="settings">What to do.</param>
    /// <param name="data">Standardised images.</param>
    /// <param name="seed">Runs with one seed see the same patches and begin at the same point.</param>
    /// <param name="cancellationToken">Looked at every step.</param>
    /// <returns>A point an epoch.</returns>
    public static ImmutableArray<PatchPoint> Of(PatchSettings settings, DataSplit<float> data, Seed seed, CancellationToken cancellationToken)
    {
        var (train, test) = (data.Train, data.Test);
        var patches = new Patches<float>(train.ExampleShape, train.Targets.Count, settings.Patches, seed);
        var stepsPerEpoch = (train.Count + settings.Batch - 1) / settings.Batch;
        var network = Mlp.Create<float>(train.ExampleShape, train.Targets.Count, [settings.Width], isNoisy: settings.ActivationNoise > 0);
        var methods = new TrainingMethods<float>
        {
            Noise =
            [
                new PatchNoise<float>(patches, train, seed),
                new ActivationNoise<float>(settings.ActivationNoise, 1, (long)settings.AnnealAt * stepsPerEpoch, stepsPerEpoch, seed),
            ],
        };
        var model = new Model<float>(network, LossKind.CrossEntropy);
        using var problem = new NetworkProblem<float>(model, train, null, seed, Workers.Serial, methods);
        using var observer = new Watch(model, problem, [test, patches.Mixed(test, seed.Stream("test/mixed")), patches.Only(test, 1000, seed.Stream("test/alone"))], cancellationToken);
        var options = new SgdOptions
        {
            LearningRate = settings.Rate,
            Batch = settings.Batch,
            Duration = Duration.Epochs(settings.Epochs),
            Seed = seed,
            WeightDecay = settings.WeightDecay,
            Annealing = Annealing.At(Duration.Epochs(settings.AnnealAt), settings.AnnealFactor),
        };
        new Trainer<float>(problem, options).Run(observer, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. observer.Points];
    }

    private sealed class Watch(Model<float> model, NetworkProblem<float> problem, DataSet<float>[] sets, CancellationToken cancellationToken) : TrainingObserver<float>, IDisposable
    {
        private readonly Objective<float>[] _objectives =
        [
            .. sets.Select(set => new Objective<float>(model, set, new ObjectiveOptions { Derivatives = Numerics.Graphs.Derivatives.None, MemoryBytes = 0, Workers = Workers.Serial })),
        ];

        public List<PatchPoint> Points { get; } = [];

        public override void OnEvaluation(in EvaluationReport report)
        {
            var accuracies = new double[_objectives.Length];
            for (var i = 0; i < accuracies.Length; i++)
            {
                _objectives[i].MoveTo(problem.Parameters, problem.Statistics);
                accuracies[i] = _objectives[i].Evaluate(cancellationToken).Accuracy ?? double.NaN;
            }

            Points.Add(new PatchPoint(report.Epoch, report.RunningLoss, accuracies[0], accuracies[1], accuracies[2]));
        }

        public void Dispose()
        {
            foreach (var objective in _objectives) objective.Dispose();
        }
    }
}
