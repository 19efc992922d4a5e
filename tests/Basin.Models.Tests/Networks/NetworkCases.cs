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
    ];
}
