using Basin.Models.Networks;
using Basin.Numerics.Random;
using Basin.Testing;
using Basin.Testing.Networks;

namespace Basin.Models.Tests.Networks;

/// <summary>Every product of an objective agrees with the hyper-dual oracle to 1e-10, for every network of the table.</summary>
public sealed class ObjectiveTests
{
    private const int ShardSize = 4;

    public static TheoryData<NetworkCase> Cases => [.. NetworkCases.All];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Loss_gradient_and_products_agree_with_the_oracle(NetworkCase network)
    {
        var model = network.Model();
        var data = network.Data(model);
        var theta = network.Point(model);
        using var objective = new Objective<double>(model, data, new ObjectiveOptions { ShardSize = ShardSize, BatchNorm = network.BatchNorm, Directions = 2 });
        objective.MoveTo(theta);
        var p = theta.Length;
        var directions = new double[3 * p];
        new Seed(13).Stream("directions").FillGaussian(directions.AsSpan());
        double[] gradient = new double[p], products = new double[3 * p], gaussNewton = new double[3 * p];
        objective.Gradient(gradient);
        objective.HessianProduct(directions, products);
        objective.GaussNewtonProduct(directions, gaussNewton);

        var (outputs, loss) = network.Oracle(data, 0, data.Count);
        HyperDual Whole(HyperDual[] at) => loss(outputs(at));
        Assert.Equal(Whole([.. theta.Select(value => (HyperDual)value)]).Value, objective.Evaluate().Loss, 1e-12);
        var stride = network.StrideFor(p);
        for (var i = 0; i < 3; i++)
        {
            var v = directions[(i * p)..((i + 1) * p)];
            var (expectedGradient, expectedProduct) = HyperDualDerivatives.Of(Whole, theta, v, stride);
            Close(expectedGradient, gradient);
            Close(expectedProduct, products[(i * p)..((i + 1) * p)]);
            Close(HyperDualDerivatives.GaussNewton(outputs, loss, theta, v, stride), gaussNewton[(i * p)..((i + 1) * p)]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Per_example_gradients_agree_with_the_oracle_or_are_refused(NetworkCase network)
    {
        var model = network.Model();
        var data = network.Data(model);
        var theta = network.Point(model);
        using var objective = new Objective<double>(model, data, new ObjectiveOptions { ShardSize = ShardSize, BatchNorm = network.BatchNorm });
        objective.MoveTo(theta);
        var norms = new double[data.Count];
        if (objective.MixesExamples)
        {
            var error = Assert.Throws<NotSupportedException>(() => objective.ExampleSquaredNorms(norms));
            Assert.Contains("Freeze the statistics", error.Message, StringComparison.Ordinal);
            return;
        }

        objective.ExampleSquaredNorms(norms);
        var rows = new double[data.Count * theta.Length];
        objective.ExampleGradients(0, data.Count, rows);
        for (var e = 0; e < data.Count; e++)
        {
            var (outputs, loss) = network.Oracle(data, e, 1);
            var expected = HyperDualDerivatives.Of(at => loss(outputs(at)), theta, stride: network.StrideFor(theta.Length)).Gradient;
            Close(expected, rows[(e * theta.Length)..((e + 1) * theta.Length)]);
            var norm = rows[(e * theta.Length)..((e + 1) * theta.Length)].Sum(element => element * element);
            Assert.Equal(norm, norms[e], 1e-10 * norm);
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void The_Gram_matrix_holds_the_inner_products_of_per_example_gradients(NetworkCase network)
    {
        var model = network.Model();
        var data = network.Data(model);
        using var objective = new Objective<double>(model, data, new ObjectiveOptions { BatchNorm = network.BatchNorm });
        objective.MoveTo(network.Point(model));
        if (objective.MixesExamples) return;
        int n = data.Count, p = objective.ParameterCount;
        double[] rows = new double[n * p], gram = new double[n * n];
        objective.ExampleGradients(0, n, rows);
        objective.ExampleGram(gram);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var expected = rows[(i * p)..((i + 1) * p)].Zip(rows[(j * p)..((j + 1) * p)], (a, b) => a * b).Sum();
                Assert.Equal(expected, gram[(i * n) + j], 1e-10 * (1 + Math.Abs(expected)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Per_example_gradients_do_not_disturb_products(NetworkCase network)
    {
        var model = network.Model();
        using var objective = new Objective<double>(model, network.Data(model), new ObjectiveOptions { ShardSize = ShardSize, BatchNorm = network.BatchNorm });
        objective.MoveTo(network.Point(model));
        if (objective.MixesExamples) return;
        var v = new double[objective.ParameterCount];
        new Seed(15).Stream("direction").FillGaussian(v.AsSpan());
        double[] before = new double[v.Length], after = new double[v.Length];
        objective.HessianProduct(v, before);
        objective.ExampleSquaredNorms(new double[objective.Examples]);
        objective.HessianProduct(v, after);
        Assert.Equal(before, after);
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Recomputing_shards_gives_the_same_bits_as_keeping_them(NetworkCase network)
    {
        var model = network.Model();
        var data = network.Data(model);
        var theta = network.Point(model);
        var v = new double[theta.Length];
        new Seed(14).Stream("direction").FillGaussian(v.AsSpan());
        var products = new List<double[]>();
        foreach (var memory in new[] { 0L, long.MaxValue })
        {
            using var objective = new Objective<double>(model, data, new ObjectiveOptions { ShardSize = 2, BatchNorm = network.BatchNorm, MemoryBytes = memory });
            objective.MoveTo(theta);
            var product = new double[theta.Length];
            objective.HessianProduct(v, product);
            products.Add(product);
        }

        Assert.Equal(products[0], products[1]);
    }

    private static void Close(double[] expected, double[] found)
    {
        // What the oracle left out is NaN.
        var scale = Math.Sqrt(expected.Where(double.IsFinite).Sum(element => element * element));
        var error = Math.Sqrt(expected.Zip(found).Where(pair => double.IsFinite(pair.First)).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
        Assert.True(scale > 0 && error <= 1e-10 * scale, $"relative error {error / scale:g3}");
    }
}
