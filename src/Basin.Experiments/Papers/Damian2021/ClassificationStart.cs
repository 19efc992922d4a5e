using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Experiments.Papers.Damian2021;

/// <summary>The task of one seed and the two points from which SGD starts, both at zero smoothed loss.</summary>
/// <param name="Task">The examples.</param>
/// <param name="FullBatch">Parameters after descent from random weights.</param>
/// <param name="Adversarial">Parameters after descent on random labels first.</param>
/// <param name="Seed">The root of this seed's chance.</param>
internal sealed record ClassificationStart(TwoLayerTask Task, double[] FullBatch, double[] Adversarial, Seed Seed)
{
    private const int TestExamples = 5000;
    private const int CoolDown = 2000;
    private const int Copies = 4;
    private const double Erased = 0.1;

    /// <summary>The starts of all seeds, computed once for the claims that ask.</summary>
    public static ClassificationStart[] Of(ClaimContext context) =>
        context.Share(ClassificationSettings.Of(context), settings => context.ForEachSeed((_, seed) => Compute(settings, seed, context.CancellationToken)));

    /// <summary>Random weights, as every run begins.</summary>
    public static TwoLayerNetwork Initial(ClassificationSettings settings, Seed seed)
    {
        var network = new TwoLayerNetwork(settings.Dimension, settings.Width);
        network.Initialize(1, seed.Stream("network"));
        return network;
    }

    /// <summary>Follows SGD from a point; the last look is taken after a descent without noise, in which the iterate stops to swing about the minimum.</summary>
    public TwoLayerPoint[] Follow(ClassificationSettings settings, double[] from, double learningRate, bool isNoisy, int looks, CancellationToken cancellationToken)
    {
        using var network = Initial(settings, Seed);
        network.SetParameters(from);
        var points = Task.Follow(network, settings.Sgd(learningRate, isNoisy), settings.Steps, looks, Seed.Derive("sgd"), cancellationToken);
        Task.Descend(network, 0.1, CoolDown, cancellationToken);
        return [.. points, Task.Look(network, settings.Steps + CoolDown)];
    }

    private static ClassificationStart Compute(ClassificationSettings settings, Seed seed, CancellationToken cancellationToken)
    {
        var task = Draw(settings, seed);
        using var network = Initial(settings, seed);
        task.Descend(network, 0.2, settings.FullBatchSteps, cancellationToken);
        var fullBatch = new double[network.ParameterCount];
        network.CopyParametersTo(fullBatch);
        using var misled = Initial(settings, seed);
        TwoLayerTask.Run(misled, Mislead(task.Train, seed), new TwoLayerOptions { LearningRate = 0.3, Loss = settings.Loss }, settings.AdversarialSteps, 10, default, cancellationToken);
        task.Descend(misled, 0.1, settings.FullBatchSteps, cancellationToken);
        var adversarial = new double[misled.ParameterCount];
        misled.CopyParametersTo(adversarial);
        return new ClassificationStart(task, fullBatch, adversarial, seed);
    }

    // sign(relu(u₁·x) + relu(u₂·x) − relu(u₃·x) − 0.4).
    private static TwoLayerTask Draw(ClassificationSettings settings, Seed seed)
    {
        using var teacher = new TwoLayerNetwork(settings.Dimension, 3);
        var parameters = UnitRectifiers.Draw(settings.Dimension, 3, seed.Stream("teacher"));
        new[] { 1.0, 1.0, -1.0 }.CopyTo(parameters, settings.Dimension * 3);
        teacher.SetParameters(parameters);
        return new TwoLayerTask(Classify("train", settings.Examples), Classify("test", TestExamples), settings.Loss);

        VectorExamples Classify(string name, int count)
        {
            var examples = UnitRectifiers.Label(teacher, count, seed.Stream(name));
            return examples.WithTargets([.. examples.Targets.ToArray().Select(output => output > 0.4 ? 1.0 : -1.0)]);
        }
    }

    /// <summary>Several copies of the training examples with some coordinates erased and labels drawn at random.</summary>
    private static VectorExamples Mislead(VectorExamples train, Seed seed)
    {
        var (erase, labels) = (seed.Stream("erased"), new double[Copies * train.Count]);
        var inputs = Enumerable.Range(0, Copies).SelectMany(_ => train.Inputs.ToArray()).ToArray();
        for (var i = 0; i < inputs.Length; i++)
            if (erase.NextDouble() < Erased) inputs[i] = 0;
        seed.Stream("random-labels").FillSigns<double>(labels);
        return new VectorExamples(inputs, labels);
    }
}
