using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Numerics.Tests.Graphs;

public sealed unsafe class NormalizationTests : OperationContract
{
    private static readonly OperationCase[] Cases =
    [
        Batch("batch normalisation", 6, 2, 3, 5),
        Batch("batch normalisation of wide channels", 7, 1, 1, 37),
        Batch("batch normalisation of many rows", 40, 8, 8, 19),
        Batch("batch normalisation of vectors", 9, 4),
        Frozen("frozen batch normalisation", 4, 2, 3, 5),
        Frozen("frozen batch normalisation of many rows", 40, 8, 8, 19),
        Stochastic("stochastic normalisation", 4, 2, 3, 5),
        Stochastic("stochastic normalisation of wide channels", 7, 37),
        Stochastic("stochastic normalisation of many rows", 40, 8, 8, 19),
        Layer("layer normalisation", 3, 4, 7),
        Layer("layer normalisation of wide rows", 5, 130),
        Layer("layer normalisation of many rows", 900, 21),
    ];

    public static TheoryData<string> All => Names(Cases);

    protected override IReadOnlyList<OperationCase> Table => Cases;

    [Fact]
    public void Batch_statistics_are_in_the_workspace()
    {
        var row = Cases[0];
        using var bench = new OperationBench<double>(row, row.Double);
        for (var i = 0; i < bench.Input(0).Length; i++) bench.Input(0).Value[i] = 1000 + ((i / 5) % 4);
        for (var c = 0; c < 5; c++) (bench.Input(1).Value[c], bench.Input(2).Value[c]) = (1, 0);
        bench.Value();
        var norm = (BatchNormalization<double>)bench.Operation;
        Assert.All(norm.MeanIn(bench.Workspace).ToArray(), mean => Assert.Equal(1001.5, mean, 1e-12));
        Assert.All(norm.VarianceIn(bench.Workspace).ToArray(), variance => Assert.Equal(1.25, variance, 1e-12));
        Assert.Equal(36, norm.Rows);
    }

    [Fact]
    public void Float32_variances_survive_a_large_mean()
    {
        var row = Cases[2];
        using var bench = new OperationBench<float>(row, row.Single);
        for (var i = 0; i < bench.Input(0).Length; i++) bench.Input(0).Value[i] = 4096 + ((i / 19) % 4);
        for (var c = 0; c < 19; c++) (bench.Input(1).Value[c], bench.Input(2).Value[c]) = (1, 0);
        bench.Value();
        Assert.All(((BatchNormalization<float>)bench.Operation).VarianceIn(bench.Workspace).ToArray(), variance => Assert.Equal(1.25f, variance, 1e-5f));
    }

    [Fact]
    public void Only_batch_statistics_mix_examples()
    {
        Assert.True(Mixes(Cases[0]));
        Assert.True(Mixes(Cases.Single(row => row.Name == "stochastic normalisation")));
        Assert.False(Mixes(Cases.Single(row => row.Name == "frozen batch normalisation")));
        Assert.False(Mixes(Cases.Single(row => row.Name == "layer normalisation")));
    }

    [Fact]
    public void Misuse_is_named()
    {
        var (x, four, three) = (new Input<float>("x", new Shape(2, 4)), new Parameter<float>("γ", 0, new Shape(4)), new Parameter<float>("β", 4, new Shape(3)));
        Assert.Contains("takes 4 numbers of shift", Assert.Throws<ArgumentException>(() => new BatchNormalization<float>(x, four, three)).Message);
        Assert.Contains("as inputs", Assert.Throws<ArgumentException>(() => new FrozenBatchNormalization<float>(x, four, four, four, four)).Message);
        Assert.Contains("selection as inputs", Assert.Throws<ArgumentException>(() => new StochasticNormalization<float>(x, four, four, four, four, four)).Message);
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new LayerNormalization<float>(x, four, four, 0)).Message);
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new LayerNormalization<float>(x, four, four, double.NaN)).Message);
    }

    private static bool Mixes(OperationCase row)
    {
        using var bench = new OperationBench<double>(row, row.Double);
        return bench.Operation.MixesExamples;
    }

    private static OperationCase Batch(string name, params int[] shape) => new(
        name, [new OperationInput(new Shape(shape), -1, 2), Each(shape, 0.5, 1.5), Each(shape)],
        x => new BatchNormalization<double>(x[0], x[1], x[2], 1e-3), x => new BatchNormalization<float>(x[0], x[1], x[2], 1e-3),
        x =>
        {
            var c = shape[^1];
            var y = new double[x[0].Length];
            for (var channel = 0; channel < c; channel++)
            {
                var column = x[0].Where((_, i) => i % c == channel).ToArray();
                var (mean, variance) = Moments(column);
                for (var i = channel; i < y.Length; i += c) y[i] = ((x[0][i] - mean) / Math.Sqrt(variance + 1e-3) * x[1][channel]) + x[2][channel];
            }

            return y;
        });

    private static OperationCase Frozen(string name, params int[] shape) => new(
        name, [new OperationInput(new Shape(shape), -1, 2), Each(shape, 0.5, 1.5), Each(shape), Each(shape) with { IsConstant = true }, Each(shape, 0.5, 2) with { IsConstant = true }],
        x => new FrozenBatchNormalization<double>(x[0], x[1], x[2], x[3], x[4], 1e-3), x => new FrozenBatchNormalization<float>(x[0], x[1], x[2], x[3], x[4], 1e-3),
        x => [.. x[0].Select((value, i) => ((value - x[3][i % shape[^1]]) / Math.Sqrt(x[4][i % shape[^1]] + 1e-3) * x[1][i % shape[^1]]) + x[2][i % shape[^1]])]);

    private static OperationCase Stochastic(string name, params int[] shape) => new(
        name,
        [
            new OperationInput(new Shape(shape), -1, 2), Each(shape, 0.5, 1.5), Each(shape), Each(shape) with { IsConstant = true },
            Each(shape, 0.5, 2) with { IsConstant = true }, OperationInput.Classes(shape[^1], 2),
        ],
        x => new StochasticNormalization<double>(x[0], x[1], x[2], x[3], x[4], x[5], 1e-3), x => new StochasticNormalization<float>(x[0], x[1], x[2], x[3], x[4], x[5], 1e-3),
        x =>
        {
            var c = shape[^1];
            var y = new double[x[0].Length];
            for (var channel = 0; channel < c; channel++)
            {
                var (mean, variance) = x[5][channel] == 1 ? Moments([.. x[0].Where((_, i) => i % c == channel)]) : (x[3][channel], x[4][channel]);
                for (var i = channel; i < y.Length; i += c) y[i] = ((x[0][i] - mean) / Math.Sqrt(variance + 1e-3) * x[1][channel]) + x[2][channel];
            }

            return y;
        });

    private static OperationCase Layer(string name, params int[] shape) => new(
        name, [new OperationInput(new Shape(shape), -1, 2), Each(shape, 0.5, 1.5), Each(shape)],
        x => new LayerNormalization<double>(x[0], x[1], x[2], 1e-3), x => new LayerNormalization<float>(x[0], x[1], x[2], 1e-3),
        x => [.. x[0].Chunk(shape[^1]).SelectMany(row =>
        {
            var (mean, variance) = Moments(row);
            return row.Select((value, c) => ((value - mean) / Math.Sqrt(variance + 1e-3) * x[1][c]) + x[2][c]);
        })]);

    private static (double Mean, double Variance) Moments(double[] x)
    {
        var mean = x.Average();
        return (mean, x.Select(value => (value - mean) * (value - mean)).Average());
    }

    private static OperationInput Each(int[] shape, double low = -1, double high = 1) => new(new Shape(shape[^1]), low, high);
}
