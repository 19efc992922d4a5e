using System.Collections.Immutable;
using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Flows;

namespace Basin.Training.Tests.Flows;

public sealed class NetworkFlowTests
{
    private static readonly DataSet<double> _data = SynthSet.Generate<double>(new Seed(3), 12);
    private static readonly Model<double> _model = new(Mlp.Create<double>(_data.ExampleShape, 10, [5], Activation.Tanh), LossKind.SquaredError);
    private static readonly ImmutableArray<ImmutableArray<int>> _batches = [[0, 3, 6, 9], [1, 4, 7, 10], [2, 5, 8, 11]];

    private static double[] Start()
    {
        var theta = new double[_model.Network.ParameterCount];
        _model.Network.Initialize(new Seed(1), theta);
        return theta;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0)]
    [InlineData(0, 0.5)]
    public void The_velocity_is_minus_the_gradient_of_the_modified_loss(double whole, double batches)
    {
        using var losses = new NetworkLosses<double>(_model, _data, _batches);
        var field = new ModifiedFlow<double>(losses, new ModifiedLoss(whole, batches));
        var theta = Start();
        var (velocity, direction) = (new double[theta.Length], new double[theta.Length]);
        field.Evaluate(theta, velocity);
        new Seed(2).Stream("direction").FillGaussian<double>(direction);
        const double Step = 1e-5;
        double Along(double sign)
        {
            var point = (double[])theta.Clone();
            Vectors.AddScaled(sign * Step, direction, point.AsSpan());
            return Loss(losses, point, whole, batches);
        }

        var slope = (Along(1) - Along(-1)) / (2 * Step);
        Assert.Equal(slope, -Vectors.Dot<double>(velocity, direction), 1e-7 * Math.Abs(slope));
    }

    [Fact]
    public void Batches_and_the_whole_objective_agree()
    {
        using var batches = new NetworkLosses<double>(_model, _data, _batches);
        using var examples = NetworkLosses<double>.OfExamples(_model, _data);
        using var objective = new Objective<double>(_model, _data);
        var theta = Start();
        double[][] velocities = [.. new BatchLosses<double>[] { new ObjectiveLosses<double>(objective), batches, examples }.Select(losses =>
        {
            var velocity = new double[theta.Length];
            new ModifiedFlow<double>(losses, ModifiedLoss.OfDescent(0.3)).Evaluate(theta, velocity);
            return velocity;
        })];
        for (var i = 0; i < theta.Length; i++)
        {
            Assert.Equal(velocities[0][i], velocities[1][i], 1e-13);
            Assert.Equal(velocities[0][i], velocities[2][i], 1e-13);
        }
    }

    [Fact]
    public void Descent_stays_close_to_the_flow_by_one_order_and_to_the_modified_one_by_two()
    {
        using var objective = new Objective<double>(_model, _data);
        var losses = new ObjectiveLosses<double>(objective);
        double[] rates = [0.025, 0.0125, 0.00625];
        var plain = rates.Select(rate => Distance(losses, rate, ModifiedLoss.None)).ToArray();
        var modified = rates.Select(rate => Distance(losses, rate, ModifiedLoss.OfDescent(rate))).ToArray();
        Assert.InRange(Math.Log2(plain[1] / plain[2]), 0.9, 1.1);
        Assert.InRange(Math.Log2(modified[1] / modified[2]), 1.85, 2.15);
        Assert.True(modified[2] < plain[2] / 10);
    }

    [Fact]
    public void Batch_norm_is_refused_with_the_reason()
    {
        var images = ShapesSet.Generate<double>(new Seed(0), 4);
        var model = new Model<double>(ResNet20.Create<double>(images.ExampleShape, 8), LossKind.CrossEntropy);
        var refused = Assert.Throws<NotSupportedException>(() => NetworkLosses<double>.OfExamples(model, images));
        Assert.Contains("batch norms, whose statistics move by steps", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_of_different_sizes_are_refused() =>
        Assert.Contains("from 1 to 2 examples", Assert.Throws<ArgumentException>(() => new NetworkLosses<double>(_model, _data, [[0, 1], [2]])).Message, StringComparison.Ordinal);

    private static double Distance(BatchLosses<double> losses, double rate, ModifiedLoss terms)
    {
        const double Time = 1;
        double[] descended = Start(), flowed = Start(), gradient = Start();
        for (var step = 0; step < (int)Math.Round(Time / rate); step++)
        {
            losses.Gradient(0, descended, gradient);
            Vectors.AddScaled(-rate, gradient, descended.AsSpan());
        }

        var result = new RungeKutta<double>(new ModifiedFlow<double>(losses, terms), new FlowOptions { RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-10 }).Integrate(flowed, Time);
        Assert.Equal(FlowOutcome.Finished, result.Outcome);
        Vectors.AddScaled(-1, descended, flowed.AsSpan());
        return Vectors.Norm<double>(flowed);
    }

    private static double Loss(NetworkLosses<double> losses, double[] point, double whole, double batches)
    {
        using var objective = new Objective<double>(_model, _data);
        objective.MoveTo(point);
        var (gradient, mean, squares) = (new double[point.Length], new double[point.Length], 0.0);
        for (var j = 0; j < losses.Count; j++)
        {
            losses.Gradient(j, point, gradient);
            squares += Vectors.Dot<double>(gradient, gradient) / losses.Count;
            Vectors.AddScaled(1.0 / losses.Count, gradient, mean.AsSpan());
        }

        return objective.Evaluate().Loss + (whole / 4 * Vectors.Dot<double>(mean, mean)) + (batches / 4 * squares);
    }
}
