using Basin.Models.Layers;
using Basin.Models.Losses;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Testing.Networks;

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
        new("cnn preset", () => Cnn.Create<double>(new Shape(4, 4, 1), 2, Activation.Tanh), LossKind.CrossEntropy, (theta, x, n) =>
        {
            var next = new ParameterReader(theta);
            var h = Pooled(next, x, n, 4, 1, 16);
            h = Pooled(next, h, n, 2, 16, 32);
            return next.Dense(Naive.Map(next.Dense(h, 32, 64), HyperDual.Tanh), 64, 2);
        }, Examples: 2) { Sampled = true },
        new("batch norm over the batch", () => Normed(), LossKind.CrossEntropy, (theta, x, n) => NormedOutputs(theta, x, n, (h, scale, shift) => Naive.BatchNorm(h, scale, shift, 1e-5)), BatchNorm: BatchNormMode.Batch),
        new("batch norm, frozen", () => Normed(), LossKind.CrossEntropy, (theta, x, n) => NormedOutputs(theta, x, n, FrozenAtStart)),
        new("residual blocks", () => Residual(), LossKind.CrossEntropy, (theta, x, n) => ResidualOutputs(theta, x, n), Examples: 3, BatchNorm: BatchNormMode.Batch) { Sampled = true },
        new("transformer", () => new Network<double>("transformer", new Shape(3, 4), new Chain<double>(
            ("block", new TransformerBlock<double>(2, 5)), ("flatten", new Flatten<double>()), ("dense", new Dense<double>(2)))), LossKind.CrossEntropy, TransformerOutputs, Examples: 5),
        new("rectified outputs, squared error", () => new Network<double>("rectified", new Shape(3), new Chain<double>(
            ("dense", new Dense<double>(6)), ("relu", new Activate<double>(Activation.Relu)))), LossKind.SquaredError, (theta, x, _) =>
            Naive.Map(new ParameterReader(theta).Dense(x, 3, 6), HyperDual.Relu)),
        new("examples moved aside", () => new Network<double>("aside", new Shape(3), new Chain<double>(
            ("first", new Dense<double>(4)), ("aside", new AsideLayer()), ("last", new Dense<double>(3)))), LossKind.CrossEntropy, (theta, x, _) =>
        {
            var next = new ParameterReader(theta);
            return next.Dense(Naive.Map(next.Dense(x, 3, 4), HyperDual.Tanh), 4, 3);
        }, Examples: 5),
        new("linear model", () => Mlp.Create<double>(new Shape(3), 4, []), LossKind.CrossEntropy, (theta, x, _) => new ParameterReader(theta).Dense(x, 3, 4)),
    ];

    // One convolution, tanh, and the largest of each 2x2.
    private static HyperDual[] Pooled(ParameterReader next, HyperDual[] x, int n, int side, int channels, int filters)
    {
        var (weight, bias) = (next.Take(9 * channels * filters), next.Take(filters));
        var h = Naive.Convolve(x, weight, n, side, side, channels, filters, 3, 1, 1);
        h = Naive.Map([.. h.Select((value, i) => value + bias[i % filters])], HyperDual.Tanh);
        return Naive.MaxPool(h, n, side, filters);
    }

    private static Network<double> Normed() => new("normed", new Shape(3, 3, 2), new Chain<double>(
        ("conv", new Convolution<double>(3, 3)),
        ("norm", new BatchNorm<double>()),
        ("tanh", new Activate<double>(Activation.Tanh)),
        ("pool", new GlobalAveragePool<double>()),
        ("dense", new Dense<double>(2))));

    private static HyperDual[] NormedOutputs(HyperDual[] theta, HyperDual[] x, int n, Func<HyperDual[], HyperDual[], HyperDual[], HyperDual[]> norm)
    {
        var next = new ParameterReader(theta);
        var h = Naive.Convolve(x, next.Take(9 * 2 * 3), n, 3, 3, 2, 3, 3, 1, 1);
        h = Naive.Map(norm(h, next.Take(3), next.Take(3)), HyperDual.Tanh);
        return next.Dense(Naive.MeanOverPixels(h, n, 3), 3, 2);
    }

    // Mean 0 and variance 1, as before training.
    private static HyperDual[] FrozenAtStart(HyperDual[] h, HyperDual[] scale, HyperDual[] shift) =>
        [.. h.Select((value, i) => (scale[i % scale.Length] * value / Math.Sqrt(1 + 1e-5)) + shift[i % scale.Length])];

    private static Network<double> Residual() => new("residual", new Shape(4, 4, 2), new Chain<double>(
        ("block1", new ResidualBlock<double>(2, 1)),
        ("block2", new ResidualBlock<double>(4, 2)),
        ("pool", new GlobalAveragePool<double>()),
        ("dense", new Dense<double>(2))));

    private static HyperDual[] ResidualOutputs(HyperDual[] theta, HyperDual[] x, int n)
    {
        var next = new ParameterReader(theta);
        HyperDual[] Block(HyperDual[] input, int side, int channels, int filters, int stride, HyperDual[] shortcut)
        {
            var h = Naive.Convolve(input, next.Take(9 * channels * filters), n, side, side, channels, filters, 3, stride, 1);
            h = Naive.Map(Naive.BatchNorm(h, next.Take(filters), next.Take(filters), 1e-5), HyperDual.Relu);
            h = Naive.Convolve(h, next.Take(9 * filters * filters), n, side / stride, side / stride, filters, filters, 3, 1, 1);
            return Naive.Map(Naive.Add(Naive.BatchNorm(h, next.Take(filters), next.Take(filters), 1e-5), shortcut), HyperDual.Relu);
        }

        var first = Block(x, 4, 2, 2, 1, x);
        HyperDual[] shortcut = [.. from i in Enumerable.Range(0, n) from r in Enumerable.Range(0, 2) from s in Enumerable.Range(0, 2) from c in Enumerable.Range(0, 4)
            select c is 1 or 2 ? first[(((((i * 4) + (2 * r)) * 4) + (2 * s)) * 2) + c - 1] : (HyperDual)0];
        var second = Block(first, 4, 2, 4, 2, shortcut);
        return next.Dense(Naive.MeanOverPixels(second, n, 4), 4, 2);
    }

    // One pass cannot tell the examples apart here, though they do not see each other.
    private sealed class AsideLayer : Layer<double>
    {
        public override Operation<double> Build(Tracer<double> tracer, Operation<double> x) =>
            x.Transpose(1, 0).Tanh().Transpose(1, 0);
    }

    private static HyperDual[] TransformerOutputs(HyperDual[] theta, HyperDual[] x, int n)
    {
        var next = new ParameterReader(theta);
        var h = Naive.LayerNorm(x, next.Take(4), next.Take(4), 1e-5);
        var (query, key, value) = (next.Dense(h, 4, 4), next.Dense(h, 4, 4), next.Dense(h, 4, 4));
        var mixed = Naive.Add(x, next.Dense(Naive.Attention(query, key, value, n, 3, 2, 2), 4, 4));
        h = Naive.LayerNorm(mixed, next.Take(4), next.Take(4), 1e-5);
        h = next.Dense(Naive.Map(next.Dense(h, 4, 5), HyperDual.Gelu), 5, 4);
        return next.Dense(Naive.Add(mixed, h), 12, 2);
    }
}
