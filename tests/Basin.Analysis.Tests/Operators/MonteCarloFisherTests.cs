using Basin.Analysis.Operators;
using Basin.Models;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Testing.Networks;

namespace Basin.Analysis.Tests.Operators;

public sealed class MonteCarloFisherTests
{
    [Theory]
    [InlineData("mlp-tanh")]
    [InlineData("mlp-softplus, squared error")]
    [InlineData("mlp-gelu, logistic")]
    public void Is_unbiased_over_its_draws(string name)
    {
        var network = NetworkCases.All.First(network => network.Name == name);
        var model = network.Model();
        using var objective = new Objective<double>(model, network.Data(model));
        objective.MoveTo(network.Point(model));
        double[] v = new double[objective.ParameterCount], product = new double[v.Length];
        new Seed(1).Stream("v").FillGaussian(v.AsSpan());
        var forms = new double[400];
        for (var i = 0; i < forms.Length; i++)
        {
            new MonteCarloFisher<double>(objective, new Seed((ulong)i)).Multiply(v, product);
            forms[i] = Vectors.Dot<double>(v, product);
        }

        new Fisher<double>(objective).Multiply(v, product);
        var mean = forms.Average();
        var error = Math.Sqrt(forms.Sum(form => Math.Pow(form - mean, 2)) / forms.Length / (forms.Length - 1));
        Assert.True(error < 0.1 * mean);
        Assert.InRange(Vectors.Dot<double>(v, product), mean - (3 * error), mean + (3 * error));
    }

    [Fact]
    public void The_same_seed_gives_the_same_matrix_and_another_another()
    {
        var network = NetworkCases.All.First(network => network.Name == "mlp-tanh");
        var model = network.Model();
        using var objective = new Objective<double>(model, network.Data(model));
        objective.MoveTo(network.Point(model));
        double[] v = [.. network.Point(model)], first = new double[v.Length], again = new double[v.Length];
        new MonteCarloFisher<double>(objective, new Seed(1), 3).Multiply(v, first);
        new MonteCarloFisher<double>(objective, new Seed(1), 3).Multiply(v, again);
        Assert.Equal(first, again);
        new MonteCarloFisher<double>(objective, new Seed(2), 3).Multiply(v, again);
        Assert.NotEqual(first, again);
    }
}
