using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Training.Theory.DiagonalLinear;

namespace Basin.Training.Tests.Theory;

public sealed class HypentropyTests
{
    [Fact]
    public void The_gradient_is_the_slope_of_the_value()
    {
        double[] coefficients = [0.7, -1e-3, 0, 2.5], scale = [0.1, 0.02, 1, 0.5];
        var gradient = Hypentropy.Gradient(coefficients, scale);
        for (var j = 0; j < scale.Length; j++)
        {
            const double Step = 1e-6;
            double[] up = [.. coefficients], down = [.. coefficients];
            (up[j], down[j]) = (up[j] + Step, down[j] - Step);
            Assert.Equal((Hypentropy.Value(up, scale) - Hypentropy.Value(down, scale)) / (2 * Step), gradient[j], 1e-7);
        }
    }

    [Fact]
    public void Large_starts_give_squares_and_small_starts_absolute_values()
    {
        double[] coefficients = [1, -2];
        Assert.Equal(5.0 / (16 * 1e4), Hypentropy.Value(coefficients, [100, 100]), 1e-9);
        Assert.Equal(3 * Math.Log(1e9) / 2, Hypentropy.Value(coefficients, [1e-9, 1e-9]), 1.5);
        Assert.Equal(0, Hypentropy.Value([0, 0], [0.1, 0.2]), 1e-15);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.1)]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    public void The_minimum_interpolates_and_nothing_near_it_that_does_is_lower(double alpha)
    {
        var options = new SparseRegressionOptions { Examples = 6, Inputs = 15, Support = 2 };
        using var problem = SparseRegression<double>.Draw(options, new Seed(3));
        double[] scale = [.. Enumerable.Range(0, 15).Select(j => alpha * (1 + (0.02 * j)))];
        var theory = HypentropyMinimum.Of(problem);
        var minimum = theory.Find(scale)!;
        var row = new double[15];
        for (var i = 0; i < 6; i++)
        {
            problem.CopyRow(i, row);
            Assert.Equal(Vectors.Dot<double>(row, problem.Truth.AsSpan()), Vectors.Dot<double>(row, minimum), 1e-9);
        }

        // Every interpolator is a mixture of this one and the truth, and more; along the way to the truth the potential rises.
        Assert.Equal(0, theory.OptimalityResidual(minimum, scale), 1e-9);
        double[] aside = [.. minimum.Zip(problem.Truth, (a, b) => (0.9 * a) + (0.1 * b))];
        Assert.True(Hypentropy.Value(minimum, scale) <= Hypentropy.Value(aside, scale));
    }

    [Fact]
    public void Examples_that_depend_on_each_other_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new HypentropyMinimum(2, 3, [1, 2, 3, 1, 2, 3], [1, 1]));
        Assert.Contains("not linearly independent", error.Message, StringComparison.Ordinal);
    }
}
