using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;
using Basin.Training.FineTuning;

namespace Basin.Training.Tests.FineTuning;

public sealed class StartingPointTests
{
    [Fact]
    public void What_fits_is_kept_and_another_head_is_drawn()
    {
        var (source, target) = (Mlp.Create<double>(new Shape(3), 5, [40], batchNorm: true), Mlp.Create<double>(new Shape(3), 200, [40], batchNorm: true));
        double[] theta = [.. Enumerable.Range(1, source.ParameterCount).Select(i => (double)i)], state = [.. Enumerable.Range(1, source.StateCount).Select(i => -(double)i)];
        double[] parameters = new double[target.ParameterCount], statistics = new double[target.StateCount];
        var transfer = StartingPoint<double>.Of(source, theta, state).MoveTo(target, new Seed(1), parameters, statistics);
        Assert.Equal(["dense2.weight", "dense2.bias"], transfer.Drawn);
        Assert.Equal(["dense1.weight", "dense1.bias", "norm1.scale", "norm1.shift", "norm1.mean", "norm1.variance"], transfer.Kept);
        Assert.Equal(theta[..240], parameters[..240]);
        Assert.Equal(state, statistics);
        var weights = parameters.AsSpan(240, 40 * 200).ToArray();
        Assert.Equal(0.01, Math.Sqrt(weights.Average(w => w * w)), 4 * 0.01 / Math.Sqrt(2 * weights.Length));
        Assert.All(parameters[^200..], bias => Assert.Equal(0, bias));
        Assert.Contains("kept 6 arrays, drew dense2.weight, dense2.bias anew", transfer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_penalty_pulls_to_the_start_and_what_is_new_to_zero()
    {
        var (source, target) = (Mlp.Create<double>(new Shape(3), 5, [4]), Mlp.Create<double>(new Shape(3), 4, [4]));
        var theta = new double[source.ParameterCount];
        source.Initialize(new Seed(3), theta);
        using var problem = SmallProblem(new TrainingMethods<double>
        {
            Regularizers = [new StartingPointPenalty<double>(target, StartingPoint<double>.Of(source, theta, []), 0.5, 0.25)],
        });
        using var plain = SmallProblem(new TrainingMethods<double>());
        problem.ComputeGradient(0, [0, 1, 2]);
        plain.ComputeGradient(0, [0, 1, 2]);
        for (var i = 0; i < problem.Parameters.Length; i++)
        {
            var expected = i < 16 ? 0.5 * (problem.Parameters[i] - theta[i]) : 0.25 * problem.Parameters[i];
            Assert.Equal(expected, problem.Gradient[i] - plain.Gradient[i], 1e-14);
        }

        NetworkProblem<double> SmallProblem(TrainingMethods<double> methods) => new(
            new Model<double>(target, Models.Losses.LossKind.CrossEntropy), SmallNetwork.Data<double>(), null, new Seed(1), Numerics.Threading.Workers.Serial, methods);
    }
}
