using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training;
using Basin.Training.Noise;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>Training of one network on images, on one thread: from random weights to bad minima, and from there with label noise or without.</summary>
internal sealed class ImageTask
{
    // tr ∇²L is a mean over images; these many fix it within a few percent.
    private const int TraceImages = 200;
    private const double Erased = 0.1;

    private readonly ImageSettings _settings;
    private readonly DataSet<float> _train, _test;
    private readonly Model<float> _model;
    private readonly Seed _seed;

    public ImageTask(ImageSettings settings, DataSet<float> train, DataSet<float> test, Seed seed)
    {
        (_settings, _train, _test, _seed) = (settings, train, test, seed);
        var classes = train.Targets.Count;
        var layers = new Chain<float>(
            ("conv1", new Convolution<float>(settings.Channels, 3, 2, hasBias: true)),
            ("activation1", new Activate<float>(Activation.Relu)),
            ("conv2", new Convolution<float>(2 * settings.Channels, 3, 2, hasBias: true)),
            ("activation2", new Activate<float>(Activation.Relu)),
            ("flatten", new Flatten<float>()),
            ("dense1", new Dense<float>(64, gain: 2)),
            ("activation3", new Activate<float>(Activation.Relu)),
            ("dense2", new Dense<float>(classes)));
        _model = new Model<float>(new Network<float>("small-cnn", train.ExampleShape, layers), LossKind.CrossEntropy);
    }

    /// <summary>A minimum of the smoothed loss reached over random labels of copies with erased pixels.</summary>
    public float[] Mislead(CancellationToken cancellationToken)
    {
        var misled = Descend(MisleadingImages(), null, _settings.MisledEpochs, cancellationToken);
        return Descend(_train, misled, _settings.EpochsToFit, cancellationToken);
    }

    /// <summary>SGD from a point, or from random weights, with flipped labels or on the smoothed loss.</summary>
    public ImagePoint[] Follow(float[]? from, bool isNoisy, int looks, CancellationToken cancellationToken)
    {
        var methods = isNoisy ? new TrainingMethods<float> { Noise = [new LabelFlips<float>(_settings.Flip, _train.Targets.Count, _seed.Derive("flips"))] } : null;
        using var problem = new NetworkProblem<float>(isNoisy ? _model : _model.OverFlips(_settings.Flip), _train, null, _seed, Workers.Serial, methods);
        from?.CopyTo(problem.Parameters);
        var stepsPerEpoch = (_train.Count + _settings.Batch - 1) / _settings.Batch;
        var options = new SgdOptions
        {
            LearningRate = _settings.LearningRate,
            Batch = _settings.Batch,
            Duration = Duration.Epochs(_settings.Epochs),
            Seed = _seed.Derive("sgd"),
            EvaluateEvery = long.MaxValue,
            LogEvery = long.MaxValue,
            CheckpointEvery = Math.Max(1, (long)_settings.Epochs * stepsPerEpoch / looks),
        };
        var watch = new Watch(this, stepsPerEpoch, cancellationToken);
        new Trainer<float>(problem, options).Run(watch, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        // With noise on, the iterate swings about the minimum: the last look is taken after a descent without it.
        var rested = Descend(_train, problem.Parameters.ToArray(), _settings.CoolDown, cancellationToken);
        return [.. watch.Points, Look(_settings.Epochs + _settings.CoolDown, rested, cancellationToken)];
    }

    private float[] Descend(DataSet<float> images, float[]? from, int epochs, CancellationToken cancellationToken)
    {
        using var problem = new NetworkProblem<float>(_model.OverFlips(_settings.Flip), images, null, _seed, Workers.Serial);
        from?.CopyTo(problem.Parameters);
        const int batch = 50;
        var options = new SgdOptions
        {
            LearningRate = 0.02,
            Batch = batch,
            Duration = Duration.Epochs(epochs),
            Seed = _seed.Derive("descent"),
            Momentum = 0.9,
            Schedule = new Training.Schedules.Cosine { Steps = (long)epochs * ((images.Count + batch - 1) / batch) },
            EvaluateEvery = long.MaxValue,
            LogEvery = long.MaxValue,
            CheckpointEvery = long.MaxValue,
        };
        new Trainer<float>(problem, options).Run(null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return problem.Parameters.ToArray();
    }

    private DataSet<float> MisleadingImages()
    {
        var copies = _train.Subset([.. Enumerable.Range(0, 2 * _train.Count).Select(i => i % _train.Count)]);
        var (erase, labels) = (_seed.Stream("erased"), _seed.Stream("random-labels"));
        var (inputs, channels) = (copies.Inputs.ToArray(), copies.ExampleShape[2]);
        for (var pixel = 0; pixel < inputs.Length; pixel += channels)
            if (erase.NextDouble() < Erased) inputs.AsSpan(pixel, channels).Clear();
        var targets = new float[copies.Count];
        for (var i = 0; i < targets.Length; i++) targets[i] = labels.NextInt(copies.Targets.Count);
        return new DataSet<float>("misleading", copies.ExampleShape, inputs, targets, copies.Targets, copies.Source);
    }

    private ImagePoint Look(double epoch, ReadOnlySpan<float> parameters, CancellationToken cancellationToken)
    {
        var loss = Evaluate(_model.OverFlips(_settings.Flip), _train, parameters, cancellationToken).Loss;
        var accuracy = Evaluate(_model, _test, parameters, cancellationToken).Accuracy ?? double.NaN;
        return new ImagePoint(epoch, loss, Trace(parameters, cancellationToken), accuracy);
    }

    private static (double Loss, double? Accuracy) Evaluate(Model<float> model, DataSet<float> data, ReadOnlySpan<float> parameters, CancellationToken cancellationToken)
    {
        using var objective = new Objective<float>(model, data, new ObjectiveOptions { Derivatives = Derivatives.None, MemoryBytes = 0, Workers = Workers.Serial });
        objective.MoveTo(parameters);
        return objective.Evaluate(cancellationToken);
    }

    /// <summary>The trace of the Gauss-Newton matrix: that of ∇²L, since outputs are linear in each parameter between kinks.</summary>
    private double Trace(ReadOnlySpan<float> parameters, CancellationToken cancellationToken)
    {
        using var objective = new Objective<float>(_model, _train.TakeFirst(Math.Min(TraceImages, _train.Count)), new ObjectiveOptions { MemoryBytes = 0, Workers = Workers.Serial });
        objective.MoveTo(parameters);
        var (k, sum) = (objective.Outputs, 0.0);
        var blocks = new float[objective.Examples * k * k];
        objective.CurvatureBlocks(blocks, cancellationToken);
        for (var example = 0; example < objective.Examples; example++)
            for (var i = 0; i < k; i++) sum += blocks[(example * k * k) + (i * (k + 1))];
        return sum / objective.Examples;
    }

    private sealed class Watch(ImageTask task, int stepsPerEpoch, CancellationToken cancellationToken) : TrainingObserver<float>
    {
        public List<ImagePoint> Points { get; } = [];

        public override void OnCheckpoint(TrainingState<float> state) =>
            Points.Add(task.Look((double)state.Step / stepsPerEpoch, state.Parameters, cancellationToken));
    }
}
