using Basin.Models;
using Basin.Models.Data;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;
using Basin.Training.Regularizers;

namespace Basin.Training.Tests.Regularizers;

/// <summary>Each term against finite differences of the quantity it stands for, computed without it.</summary>
public sealed class PenaltyTests
{
    private const double Strength = 0.3;
    private const double Width = 1e-5;
    private static readonly int[] Batch = [3, 1, 4, 1, 5];

    // What a term adds to the gradient, and what it says its value is.
    private static (double[] Added, double Value) Term(Regularizer<double> term, LossKind loss, long step, params int[] batch)
    {
        using var plain = SmallNetwork.Problem<double>(loss: loss);
        using var problem = SmallNetwork.Problem(new TrainingMethods<double> { Regularizers = [term] }, loss);
        plain.ComputeGradient(step, batch);
        problem.ComputeGradient(step, batch);
        return ([.. problem.Gradient.ToArray().Zip(plain.Gradient.ToArray(), (with, without) => with - without)], problem.Penalty);
    }

    private static double[] Slopes(LossKind loss, Func<double[], double> value)
    {
        using var problem = SmallNetwork.Problem<double>(loss: loss);
        var theta = problem.Parameters.ToArray();
        return [.. Enumerable.Range(0, theta.Length).Select(i => (At(i, Width) - At(i, -Width)) / (2 * Width))];

        double At(int index, double shift)
        {
            var moved = theta.ToArray();
            moved[index] += shift;
            return value(moved);
        }
    }

    private static double[] Start(LossKind loss)
    {
        using var problem = SmallNetwork.Problem<double>(loss: loss);
        return problem.Parameters.ToArray();
    }

    private static double SquaredGradient(LossKind loss, double[] theta, DataSet<double> data)
    {
        using var objective = new Objective<double>(SmallNetwork.Model<double>(loss), data);
        objective.MoveTo(theta);
        var gradient = new double[theta.Length];
        objective.Gradient(gradient, TestContext.Current.CancellationToken);
        return gradient.Sum(g => g * g);
    }

    // tr G = Σ over examples and outputs of the squared rows of J, over n.
    private static double Trace(double[] theta, DataSet<double> data, Model<double> model)
    {
        using var objective = new Objective<double>(model, data);
        objective.MoveTo(theta);
        var rows = new double[data.Count * model.Network.Outputs * theta.Length];
        objective.JacobianRows(0, data.Count, rows, TestContext.Current.CancellationToken);
        return rows.Sum(j => j * j) / data.Count;
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.SquaredError)]
    [InlineData(LossKind.Logistic)]
    public void The_penalty_on_a_batch_has_the_slope_of_its_squared_gradient(LossKind loss)
    {
        var data = SmallNetwork.Data<double>(loss).Subset(Batch);
        var (added, value) = Term(new GradientPenalty<double>(Strength), loss, 0, Batch);
        Assert.Equal(Strength / 4 * SquaredGradient(loss, Start(loss), data), value, 1e-12);
        var slopes = Slopes(loss, theta => Strength / 4 * SquaredGradient(loss, theta, data));
        for (var i = 0; i < slopes.Length; i++) Assert.Equal(slopes[i], added[i], 1e-8);
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.SquaredError)]
    public void The_penalty_on_all_examples_has_the_slope_of_their_squared_gradient_whatever_the_batch(LossKind loss)
    {
        var data = SmallNetwork.Data<double>(loss);
        var (added, value) = Term(new FullGradientPenalty<double>(Strength, SmallNetwork.Model<double>(loss), data, Workers.Serial), loss, 0, 7);
        Assert.Equal(Strength / 4 * SquaredGradient(loss, Start(loss), data), value, 1e-12);
        var slopes = Slopes(loss, theta => Strength / 4 * SquaredGradient(loss, theta, data));
        for (var i = 0; i < slopes.Length; i++) Assert.Equal(slopes[i], added[i], 1e-8);
    }

    [Fact]
    public void The_mean_over_examples_of_the_trace_penalty_is_that_of_the_whole_trace()
    {
        // One output alone has a sign and no cross terms: the estimate is exact, whatever the sign.
        const LossKind loss = LossKind.SquaredError;
        var (data, model) = (SmallNetwork.Data<double>(loss), SmallNetwork.Model<double>(loss));
        var (mean, value) = (new double[model.Network.ParameterCount], 0.0);
        for (var example = 0; example < data.Count; example++)
        {
            var (added, term) = Term(new TracePenalty<double>(Strength, model, new Seed(1), Workers.Serial), loss, example, example);
            for (var i = 0; i < mean.Length; i++) mean[i] += added[i] / data.Count;
            value += term / data.Count;
        }

        Assert.Equal(Strength / 4 * Trace(Start(loss), data, model), value, 1e-12);
        var slopes = Slopes(loss, theta => Strength / 4 * Trace(theta, data, model));
        for (var i = 0; i < slopes.Length; i++) Assert.Equal(slopes[i], mean[i], 1e-8);
    }

    [Fact]
    public void Signs_make_the_trace_penalty_of_a_batch_unbiased()
    {
        const LossKind loss = LossKind.SquaredError;
        const int draws = 4000;
        var (data, model) = (SmallNetwork.Data<double>(loss).Subset(Batch), SmallNetwork.Model<double>(loss));
        using var problem = SmallNetwork.Problem(new TrainingMethods<double> { Regularizers = [new TracePenalty<double>(Strength, model, new Seed(1), Workers.Serial)] }, loss);
        using var plain = SmallNetwork.Problem<double>(loss: loss);
        plain.ComputeGradient(0, Batch);
        var (mean, square) = (new double[problem.Parameters.Length], new double[problem.Parameters.Length]);
        for (var step = 0; step < draws; step++)
        {
            problem.ComputeGradient(step, Batch);
            for (var i = 0; i < mean.Length; i++)
            {
                var added = problem.Gradient[i] - plain.Gradient[i];
                mean[i] += added / draws;
                square[i] += added * added / draws;
            }
        }

        var slopes = Slopes(loss, theta => Strength / 4 * Trace(theta, data, model));
        for (var i = 0; i < slopes.Length; i++)
        {
            var error = Math.Sqrt((square[i] - (mean[i] * mean[i])) / draws);
            Assert.InRange(mean[i] - slopes[i], (-5 * error) - 1e-8, (5 * error) + 1e-8);
        }
    }

    [Fact]
    public void The_trace_penalty_is_refused_where_the_curvature_depends_on_the_outputs()
    {
        var error = Assert.Throws<ArgumentException>(() => new TracePenalty<double>(0.1, SmallNetwork.Model<double>(), new Seed(1), Workers.Serial));
        Assert.Contains("The trace penalty is for squared error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_penalties_add_up()
    {
        const LossKind loss = LossKind.SquaredError;
        var model = SmallNetwork.Model<double>(loss);
        TracePenalty<double> trace = new(Strength, model, new Seed(1), Workers.Serial), again = new(Strength, model, new Seed(1), Workers.Serial);
        using var both = SmallNetwork.Problem(new TrainingMethods<double> { Regularizers = [trace, new GradientPenalty<double>(Strength)] }, loss);
        using var plain = SmallNetwork.Problem<double>(loss: loss);
        both.ComputeGradient(2, Batch);
        plain.ComputeGradient(2, Batch);
        var (first, second) = (Term(again, loss, 2, Batch), Term(new GradientPenalty<double>(Strength), loss, 2, Batch));
        Assert.Equal(first.Value + second.Value, both.Penalty, 1e-14);
        for (var i = 0; i < first.Added.Length; i++) Assert.Equal(plain.Gradient[i] + first.Added[i] + second.Added[i], both.Gradient[i], 1e-13);
    }
}
