using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Theory;

namespace Basin.Training.Tests.Theory;

public sealed class WeightedLassoTests
{
    [Fact]
    public void With_orthogonal_columns_it_shrinks_each_coordinate()
    {
        // XᵀX/n = I for X = √n·I.
        var (n, root) = (3, Math.Sqrt(3));
        var examples = new VectorExamples([root, 0, 0, 0, root, 0, 0, 0, root], [2 * root, -1 * root, 0.2 * root]);
        Assert.Equal([1.5, -0.9, 0.0], WeightedLasso.Solve(examples, [0.5, 0.1, 0.3]).Select(x => Math.Round(x, 12)));
        Assert.Equal(n, examples.Count);
    }

    [Fact]
    public void The_solution_satisfies_the_conditions_of_optimality()
    {
        var (n, d, seed) = (20, 40, new Seed(5));
        var (inputs, targets, weights) = (new double[n * d], new double[n], new double[d]);
        seed.Stream("inputs").FillGaussian<double>(inputs);
        seed.Stream("targets").FillGaussian<double>(targets);
        for (var j = 0; j < d; j++) weights[j] = 0.01 + (0.002 * j);
        var examples = new VectorExamples(inputs, targets);
        var beta = WeightedLasso.Solve(examples, weights);
        var gradient = new double[d];
        for (var i = 0; i < n; i++) Vectors.AddScaled((Vectors.Dot<double>(examples.Input(i), beta) - targets[i]) / n, examples.Input(i), gradient);
        for (var j = 0; j < d; j++)
        {
            if (beta[j] != 0) Assert.Equal(-weights[j] * Math.Sign(beta[j]), gradient[j], 1e-10);
            else Assert.InRange(Math.Abs(gradient[j]), 0, weights[j]);
        }

        Assert.InRange(beta.Count(x => x != 0), 1, n);
    }

    [Fact]
    public void Large_weights_leave_nothing() => Assert.Equal([0.0], WeightedLasso.Solve(new VectorExamples([1, 2], [1, 2]), [10]));
}
