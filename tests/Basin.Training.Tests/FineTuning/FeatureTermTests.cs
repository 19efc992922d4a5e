using System.Collections.Immutable;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.FineTuning;

namespace Basin.Training.Tests.FineTuning;

/// <summary>The terms on features against naive sums, by central differences: images, two feature maps, batch norm in training.</summary>
public sealed class FeatureTermTests
{
    private const int Examples = 6;
    private static readonly int[] _batch = [0, 1, 2, 3, 4, 5];

    [Fact]
    public void The_gradient_of_the_distance_is_that_of_its_definition()
    {
        var network = Network();
        var (theta, state) = Point(network, 2);
        var attention = ImmutableDictionary<string, ImmutableArray<double>>.Empty.Add("relu", [0.2, 0.5, 0.3]).Add("block", [0.6, 0.3, 0.1]);
        using var start = new FixedNetwork<double>(network, theta, state);
        var theirs = Maps(network, theta, state, BatchNormMode.Frozen);
        Check(network, () => new FeatureDistance<double>(new FixedNetwork<double>(network, theta, state), attention, 0.7), parameters =>
        {
            var ours = Maps(network, parameters, state, BatchNormMode.Batch);
            var sum = 0.0;
            foreach (var (name, weights) in attention)
                for (var i = 0; i < ours[name].Length; i++) sum += weights[i % 3] * Math.Pow(ours[name][i] - theirs[name][i], 2);
            return 0.7 * 0.5 * 3 * sum / Examples / 16;
        });
    }

    [Fact]
    public void The_gradient_of_the_shrinkage_is_that_of_the_smallest_singular_value()
    {
        // Two outputs of the pool would leave rank 3: the smallest of three is the smallest eigenvalue of a Gram matrix of 3 by 3.
        var network = Network();
        var (_, state) = Point(network, 2);
        Check(network, () => new SpectralShrinkage<double>(0.3), parameters =>
        {
            var map = Maps(network, parameters, state, BatchNormMode.Batch)["block"];
            var gram = new double[3, 3];
            for (var e = 0; e < Examples; e++)
            {
                var f = Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 16).Average(i => map[(((e * 16) + i) * 3) + c])).ToArray();
                for (var i = 0; i < 3; i++)
                    for (var j = 0; j < 3; j++) gram[i, j] += f[i] * f[j];
            }

            return 0.3 * Basin.Testing.LinearAlgebra.Dense.Eigenvalues(gram).Min();
        });
    }

    [Fact]
    public void Attention_is_a_distribution_that_favours_what_the_loss_needs()
    {
        // Only the first of the hidden units tells the classes apart; the other does not look at the inputs.
        var network = new Network<double>("two", new Shape(1), new Chain<double>(("dense1", new Dense<double>(2)), ("relu", new Activate<double>(Activation.Relu)), ("dense2", new Dense<double>(2))));
        var theta = new double[network.ParameterCount];
        theta[0] = 4;
        theta[3] = 1;
        var data = new DataSet<double>("signs", new Shape(1), [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 1.0 : -1)], [.. Enumerable.Range(0, 20).Select(i => (double)(i % 2))], Targets.Classes(2), "made by the test");
        using var start = new FixedNetwork<double>(network, theta, []);
        var attention = ChannelAttention.Of(start, data, new Seed(1), Workers.Serial, TestContext.Current.CancellationToken);
        var weights = Assert.Single(attention).Value;
        Assert.Equal(1, weights.Sum(), 1e-12);
        Assert.True(weights[0] > 0.6, $"{weights[0]}");
    }

    private static void Check(Network<double> network, Func<LossTerm<double>> make, Func<double[], double> value)
    {
        const double h = 1e-5;
        var model = new Model<double>(network, LossKind.CrossEntropy);
        using var with = new NetworkProblem<double>(model, Data(), null, new Seed(1), Workers.Serial, new TrainingMethods<double> { Terms = [make()] });
        using var without = new NetworkProblem<double>(model, Data(), null, new Seed(1), Workers.Serial);
        Assert.Equal(without.ComputeGradient(0, _batch), with.ComputeGradient(0, _batch), 1e-14);
        for (var i = 0; i < network.ParameterCount; i += 3)
        {
            double[] up = [.. with.Parameters], down = [.. with.Parameters];
            (up[i], down[i]) = (up[i] + h, down[i] - h);
            Assert.Equal((value(up) - value(down)) / (2 * h), with.Gradient[i] - without.Gradient[i], 1e-6);
        }
    }

    private static Dictionary<string, double[]> Maps(Network<double> network, double[] parameters, double[] state, BatchNormMode mode)
    {
        using var theta = new Numerics.Memory.NativeBuffer<double>(parameters.Length);
        parameters.CopyTo(theta.Span);

        // With second derivatives every node keeps its value to the end.
        using var batch = new Batch<double>(new Model<double>(network, LossKind.CrossEntropy), Examples, mode, theta, new PlanOptions { Derivatives = Derivatives.Second });
        batch.Fill(Data(), 0);
        batch.FillState(state);
        batch.Plan.Evaluate();
        return batch.Traced.Tracer.Features.ToDictionary(feature => feature.Name, feature => batch.Plan.Values(feature.Node).ToArray());
    }

    private static (double[] Parameters, double[] State) Point(Network<double> network, ulong seed)
    {
        var (parameters, state) = (new double[network.ParameterCount], new double[network.StateCount]);
        network.Initialize(new Seed(seed), parameters);
        network.InitializeState(state);
        for (var i = 0; i < state.Length; i++) state[i] += 0.1 * (i % 3);
        return (parameters, state);
    }

    private static Network<double> Network() => new("images", new Shape(4, 4, 2), new Chain<double>(
        ("conv", new Convolution<double>(3, 3)),
        ("norm", new BatchNorm<double>()),
        ("relu", new Activate<double>(Activation.Tanh)),
        ("block", new ResidualBlock<double>(3, 1)),
        ("pool", new GlobalAveragePool<double>()),
        ("dense", new Dense<double>(3))));

    private static DataSet<double> Data()
    {
        var inputs = new double[Examples * 32];
        new Seed(7).Stream("images").FillGaussian(inputs.AsSpan());
        return new DataSet<double>("images", new Shape(4, 4, 2), inputs, [0, 1, 2, 0, 1, 2], Targets.Classes(3), "made by the test");
    }
}
