using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Training.Tests.FineTuning;

public sealed class StochNormTests
{
    [Fact]
    public void The_layers_of_a_converted_network_keep_their_names_and_places()
    {
        var network = Mlp.Create<float>(new Shape(3), 4, [5, 6], batchNorm: true);
        var converted = network.WithStochNorm(new StochNormSettings(0.5));
        Assert.Equal(network.Parameters, converted.Parameters);
        Assert.Equal(network.States, converted.States);
        Assert.Contains("no batch norm", Assert.Throws<BadInputException>(() => Mlp.Create<float>(new Shape(3), 4, [5]).WithStochNorm(new StochNormSettings(0.5))).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new StochNormSettings(1.5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_are_addressed_by_the_step()
    {
        var gradients = Enumerable.Range(0, 30).Select(step => Gradient(step, 0.5)).ToArray();
        Assert.Equal(gradients[7], Gradient(7, 0.5));
        Assert.True(gradients.Distinct(new Sequences()).Count() > 20);
    }

    [Fact]
    public void By_layer_a_layer_takes_one_or_the_other()
    {
        double[] all = Gradient(0, 1), none = Gradient(0, 0);
        var drawn = Enumerable.Range(0, 12).Select(step => Gradient(step, 0.5, byLayer: true)).ToArray();
        Assert.All(drawn, gradient => Assert.True(gradient.SequenceEqual(all) || gradient.SequenceEqual(none)));
        Assert.Contains(drawn, gradient => gradient.SequenceEqual(all));
        Assert.Contains(drawn, gradient => gradient.SequenceEqual(none));
    }

    [Fact]
    public void Going_on_from_a_state_gives_the_same_bits()
    {
        var options = new SgdOptions { LearningRate = 0.1, Batch = 4, Duration = Duration.Steps(20), Seed = new Seed(1), Momentum = 0.9 };
        using var whole = Problem(0.5);
        using var first = Problem(0.5);
        using var second = Problem(0.5);
        new Trainer<double>(whole, options).Run(cancellationToken: TestContext.Current.CancellationToken);
        var half = new Trainer<double>(first, options with { Duration = Duration.Steps(9) });
        half.Run(cancellationToken: TestContext.Current.CancellationToken);
        var rest = new Trainer<double>(second, options);
        first.Parameters.CopyTo(second.Parameters);
        first.Statistics.CopyTo(second.Statistics);
        half.State.Velocity.CopyTo(rest.State.Velocity);
        rest.State.Step = half.State.Step;
        rest.Run(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(whole.Parameters.ToArray(), second.Parameters.ToArray());
        Assert.Equal(whole.Statistics.ToArray(), second.Statistics.ToArray());
    }

    [Fact]
    public void An_objective_over_the_batch_is_that_of_batch_norm()
    {
        var settings = new ObjectiveOptions { BatchNorm = BatchNormMode.Batch };
        using var stochastic = new Objective<double>(Model(0), SmallNetwork.Data<double>(), settings);
        using var plain = new Objective<double>(Model(null), SmallNetwork.Data<double>(), settings);
        var theta = new double[plain.ParameterCount];
        plain.Model.Network.Initialize(new Seed(1), theta);
        stochastic.MoveTo(theta);
        plain.MoveTo(theta);
        Assert.Equal(plain.Evaluate(TestContext.Current.CancellationToken), stochastic.Evaluate(TestContext.Current.CancellationToken));
    }

    private static double[] Gradient(long step, double probability, bool byLayer = false)
    {
        using var problem = Problem(probability, byLayer);
        problem.ComputeGradient(step, [0, 1, 2, 3, 4]);
        return [.. problem.Gradient];
    }

    private static NetworkProblem<double> Problem(double probability, bool byLayer = false) => new(Model(probability, byLayer), SmallNetwork.Data<double>(), null, new Seed(1), Workers.Serial);

    private static Model<double> Model(double? probability, bool byLayer = false)
    {
        var network = Mlp.Create<double>(new Shape(3), 4, [8], batchNorm: true);
        return new Model<double>(probability is { } p ? network.WithStochNorm(new StochNormSettings(p, byLayer)) : network, LossKind.CrossEntropy);
    }

    private sealed class Sequences : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? x, double[]? y) => x!.AsSpan().SequenceEqual(y);

        public int GetHashCode(double[] numbers) => numbers[0].GetHashCode();
    }
}
