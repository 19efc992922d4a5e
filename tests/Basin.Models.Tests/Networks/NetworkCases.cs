using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Testing;

namespace Basin.Models.Tests.Networks;

/// <summary>The table: one row a network.</summary>
public static class NetworkCases
{
    public static IEnumerable<NetworkCase> All { get; } =
    [
        new("mlp-tanh", () => Mlp.Create<double>(new Shape(4), 3, [5, 3], Activation.Tanh), LossKind.CrossEntropy, (theta, x, _) =>
        {
            var next = new ParameterReader(theta);
            var h = Naive.Map(next.Dense(x, 4, 5), HyperDual.Tanh);
            h = Naive.Map(next.Dense(h, 5, 3), HyperDual.Tanh);
            return next.Dense(h, 3, 3);
        }),
        new("mlp-tanh, one example in the last shard", () => Mlp.Create<double>(new Shape(4), 3, [3], Activation.Tanh), LossKind.CrossEntropy, (theta, x, _) =>
        {
            var next = new ParameterReader(theta);
            return next.Dense(Naive.Map(next.Dense(x, 4, 3), HyperDual.Tanh), 3, 3);
        }, Examples: 9),
        new("mlp-softplus, squared error", () => Mlp.Create<double>(new Shape(3), 2, [4], Activation.Softplus), LossKind.SquaredError, (theta, x, _) =>
        {
            var next = new ParameterReader(theta);
            return next.Dense(Naive.Map(next.Dense(x, 3, 4), HyperDual.Softplus), 4, 2);
        }),
        new("mlp-gelu, logistic", () => Mlp.Create<double>(new Shape(3), 1, [4], Activation.Gelu), LossKind.Logistic, (theta, x, _) =>
        {
            var next = new ParameterReader(theta);
            return next.Dense(Naive.Map(next.Dense(x, 3, 4), HyperDual.Gelu), 4, 1);
        }),
        new("mlp-sigmoid, one value", () => Mlp.Create<double>(new Shape(2, 2), 1, [3], Activation.Sigmoid), LossKind.SquaredError, (theta, x, _) =>
        {
            var next = new ParameterReader(theta);
            return next.Dense(Naive.Map(next.Dense(x, 4, 3), HyperDual.Sigmoid), 3, 1);
        }),
        new("cnn without pooling", () => new Network<double>("cnn", new Shape(5, 4, 2), new Chain<double>(
            ("conv1", new Convolution<double>(3, 3, hasBias: true)),
            ("tanh", new Activate<double>(Activation.Tanh)),
            ("conv2", new Convolution<double>(2, 3, stride: 2)),
            ("flatten", new Flatten<double>()),
            ("dense", new Dense<double>(3)))), LossKind.CrossEntropy, (theta, x, n) =>
        {
            var next = new ParameterReader(theta);
            var (weight, bias) = (next.Take(3 * 3 * 2 * 3), next.Take(3));
            var h = Naive.Convolve(x, weight, n, 5, 4, 2, 3, 3, 1, 1);
            h = Naive.Map([.. h.Select((value, i) => value + bias[i % 3])], HyperDual.Tanh);
            return next.Dense(Naive.Convolve(h, next.Take(3 * 3 * 3 * 2), n, 5, 4, 3, 2, 3, 2, 1), 12, 3);
        }, Examples: 5),
        new("linear model", () => Mlp.Create<double>(new Shape(3), 4, []), LossKind.CrossEntropy, (theta, x, _) => new ParameterReader(theta).Dense(x, 3, 4)),
    ];
}
