using System.Collections.Immutable;
using System.Numerics;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Analysis.SelfTest;

/// <summary>A small network with data and a point, all made from a seed: small enough to know its derivatives by other means.</summary>
/// <param name="name">Such as "MLP, cross-entropy".</param>
/// <param name="loss">The loss.</param>
/// <param name="architecture">Which layers.</param>
public sealed class ReferenceNetwork(string name, LossKind loss, ReferenceArchitecture architecture)
{
    private const int ShardSize = 8;
    private const int ClassCount = 3;
    private const double Shake = 0.1;

    private static readonly Seed _seed = new(17);

    /// <summary>The networks: every architecture with the losses of classification and of regression.</summary>
    public static ImmutableArray<ReferenceNetwork> All { get; } =
    [
        new("MLP, cross-entropy", LossKind.CrossEntropy, ReferenceArchitecture.Mlp),
        new("MLP, squared error", LossKind.SquaredError, ReferenceArchitecture.Mlp),
        new("MLP, logistic", LossKind.Logistic, ReferenceArchitecture.Mlp),
        new("CNN with frozen batch norm, cross-entropy", LossKind.CrossEntropy, ReferenceArchitecture.Cnn),
        new("CNN with frozen batch norm, squared error", LossKind.SquaredError, ReferenceArchitecture.Cnn),
        new("transformer, cross-entropy", LossKind.CrossEntropy, ReferenceArchitecture.Transformer),
        new("transformer, squared error", LossKind.SquaredError, ReferenceArchitecture.Transformer),
    ];

    /// <summary>A network whose work is shared among threads.</summary>
    public static ReferenceNetwork Large { get; } = new("wide MLP, cross-entropy", LossKind.CrossEntropy, ReferenceArchitecture.WideMlp);

    /// <summary>Such as "MLP, cross-entropy".</summary>
    public string Name => name;

    /// <summary>The loss.</summary>
    public LossKind Loss => loss;

    /// <summary>The loss over the data, at the point. The same numbers in either precision: they are those of float32.</summary>
    /// <param name="options">How it goes over the data; null for small shards.</param>
    public Objective<T> Create<T>(ObjectiveOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outputs = loss == LossKind.Logistic ? 1 : ClassCount;
        var model = new Model<T>(new Network<T>(name, Shape(), Body<T>(outputs)), loss);
        var objective = new Objective<T>(model, Data<T>(), options ?? new ObjectiveOptions { ShardSize = ShardSize });
        var (theta, state) = Point(model.Network);
        objective.MoveTo(Array.ConvertAll(theta, T.CreateTruncating), Array.ConvertAll(state, T.CreateTruncating));
        return objective;
    }

    /// <inheritdoc/>
    public override string ToString() => name;

    // No multiple of a shard.
    private int ExampleCount => architecture == ReferenceArchitecture.WideMlp ? 150 : 23;

    private Shape Shape() => architecture switch
    {
        ReferenceArchitecture.Cnn => new Shape(6, 5, 2),
        ReferenceArchitecture.Transformer => new Shape(2, 5),
        ReferenceArchitecture.WideMlp => new Shape(100),
        _ => new Shape(6),
    };

    private Layer<T> Body<T>(int outputs)
        where T : unmanaged, IFloatingPointIeee754<T> => architecture switch
        {
            ReferenceArchitecture.Cnn => new Chain<T>(
                ("conv1", new Convolution<T>(3, 3)), ("norm1", new BatchNorm<T>()), ("gelu1", new Activate<T>(Activation.Gelu)),
                ("conv2", new Convolution<T>(4, 3, stride: 2)), ("norm2", new BatchNorm<T>()), ("tanh2", new Activate<T>(Activation.Tanh)),
                ("pool", new GlobalAveragePool<T>()), ("dense", new Dense<T>(outputs))),
            ReferenceArchitecture.Transformer => new Chain<T>(
                ("embed", new Dense<T>(6)), ("block", new TransformerBlock<T>(2, 4)), ("flatten", new Flatten<T>()), ("dense", new Dense<T>(outputs))),
            ReferenceArchitecture.WideMlp => new Chain<T>(("dense1", new Dense<T>(400)), ("tanh1", new Activate<T>(Activation.Tanh)), ("dense2", new Dense<T>(outputs))),
            _ => new Chain<T>(
                ("dense1", new Dense<T>(10)), ("tanh1", new Activate<T>(Activation.Tanh)),
                ("dense2", new Dense<T>(7)), ("softplus2", new Activate<T>(Activation.Softplus)),
                ("dense3", new Dense<T>(outputs))),
        };

    private DataSet<T> Data<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = _seed.Stream("data");
        var inputs = Drawn<T>(ExampleCount * Shape().Length, stream);
        if (loss == LossKind.SquaredError)
            return new DataSet<T>(name, Shape(), inputs, Drawn<T>(ExampleCount * ClassCount, stream), Targets.Values(ClassCount), "made by the self-test");
        var classes = loss == LossKind.Logistic ? 2 : ClassCount;
        T[] labels = [.. Enumerable.Range(0, ExampleCount).Select(_ => T.CreateTruncating(stream.NextInt(classes)))];
        return new DataSet<T>(name, Shape(), inputs, labels, Targets.Classes(classes), "made by the self-test");
    }

    private static T[] Drawn<T>(int length, RandomSource stream)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating((float)stream.NextGaussian()))];

    // Away from the start, so that no bias or scale hides at 0 or 1.
    private static (float[] Theta, float[] State) Point<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (theta, state) = (new T[network.ParameterCount], new T[network.StateCount]);
        network.Initialize(_seed, theta);
        network.InitializeState(state);
        var shake = _seed.Stream("shake");
        return (
            [.. theta.Select(value => float.CreateTruncating(value) + (float)(Shake * shake.NextGaussian()))],
            [.. state.Select(value => float.CreateTruncating(value) + (float)(Shake * shake.NextDouble()))]);
    }
}
