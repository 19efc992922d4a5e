using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Numerics.Tests.Graphs;

public sealed unsafe class PoolingTests : OperationContract
{
    private static readonly OperationCase[] Cases =
    [
        Max("max pooling", new Shape(2, 6, 8, 5), 2, 2, 2, 0),
        Max("max pooling of overlapping padded windows", new Shape(2, 7, 6, 19), 3, 3, 2, 1),
        Max("max pooling of oblong windows", new Shape(1, 5, 7, 3), 2, 3, 1, 1),
        Max("max pooling of many", new Shape(9, 20, 20, 16), 2, 2, 2, 0),
        Average("average pooling", new Shape(2, 6, 8, 5), 2, 2, 2, 0, false),
        Average("average pooling that leaves out padding", new Shape(2, 7, 6, 19), 3, 3, 2, 1, false),
        Average("average pooling that counts padding", new Shape(2, 7, 6, 19), 3, 3, 2, 1, true),
        Average("average pooling with gaps", new Shape(2, 8, 8, 3), 2, 1, 3, 0, false),
        Average("average pooling of many", new Shape(9, 20, 20, 16), 3, 3, 1, 1, true),
        Global("global average pooling", new Shape(3, 4, 5, 7)),
        Global("global average pooling of many", new Shape(40, 9, 9, 21)),
    ];

    public static TheoryData<string> All => Names(Cases);

    protected override IReadOnlyList<OperationCase> Table => Cases;

    [Fact]
    public void The_first_of_equals_takes_the_adjoint()
    {
        var row = Cases[0];
        using var bench = new OperationBench<double>(row, row.Double);
        new Span<double>(bench.Input(0).Value, bench.Input(0).Length).Fill(3);
        new Span<double>(bench.Output.Adjoint, bench.Output.Length).Fill(1);
        bench.Value();
        bench.Adjoint();
        Assert.Equal(bench.Output.Length, new Span<double>(bench.Input(0).Adjoint, bench.Input(0).Length).ToArray().Sum());
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], new Span<double>(bench.Input(0).Adjoint, 10).ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_NaN_wins(int pixel)
    {
        var row = Cases[0];
        using var bench = new OperationBench<float>(row, row.Single);
        new Span<float>(bench.Input(0).Value, bench.Input(0).Length).Clear();
        bench.Input(0).Value[pixel * 5] = float.NaN;
        bench.Value();
        Assert.Equal([float.NaN, 0, 0, 0, 0], new Span<float>(bench.Output.Value, 5).ToArray());
    }

    [Fact]
    public void Windows_that_do_not_fit_are_named()
    {
        var x = new Input<float>("x", new Shape(1, 4, 4, 2));
        Assert.Contains("does not fit images [1, 4, 4, 2]", Assert.Throws<ArgumentException>(() => new MaxPooling<float>(x, 5, 1)).Message);
        Assert.Contains("less than the window", Assert.Throws<ArgumentException>(() => new AveragePooling<float>(x, 2, 2, 2)).Message);
        Assert.Contains("[n, height, width, channels]", Assert.Throws<ArgumentException>(() => new MaxPooling<float>(new Input<float>("x", new Shape(4, 4)), 2, 2)).Message);
    }

    // Distinct values, a good step apart, so that differences see no change of the largest.
    private static OperationCase Max(string name, Shape shape, int height, int width, int stride, int padding) => new(
        name, [new OperationInput(shape, -1000, 1000)],
        x => new MaxPooling<double>(x[0], height, width, stride, padding), x => new MaxPooling<float>(x[0], height, width, stride, padding),
        x => Pool(x[0], shape, height, width, stride, padding, (window, _) => window.Max()));

    private static OperationCase Average(string name, Shape shape, int height, int width, int stride, int padding, bool countsPadding) => new(
        name, [new OperationInput(shape)],
        x => new AveragePooling<double>(x[0], height, width, stride, padding, countsPadding), x => new AveragePooling<float>(x[0], height, width, stride, padding, countsPadding),
        x => Pool(x[0], shape, height, width, stride, padding, (window, places) => window.Sum() / (countsPadding ? places : window.Count)));

    private static OperationCase Global(string name, Shape shape) => new(
        name, [new OperationInput(shape)], x => new GlobalAveragePooling<double>(x[0]), x => new GlobalAveragePooling<float>(x[0]),
        x => Pool(x[0], shape, shape[1], shape[2], 1, 0, (window, _) => window.Average()));

    private static double[] Pool(double[] x, Shape shape, int height, int width, int stride, int padding, Func<List<double>, int, double> reduce)
    {
        var y = new List<double>();
        for (var n = 0; n < shape[0]; n++)
        {
            for (var top = -padding; top + height <= shape[1] + padding; top += stride)
            {
                for (var left = -padding; left + width <= shape[2] + padding; left += stride)
                {
                    for (var c = 0; c < shape[3]; c++)
                    {
                        var window = new List<double>();
                        for (var iy = Math.Max(top, 0); iy < Math.Min(top + height, shape[1]); iy++)
                            for (var ix = Math.Max(left, 0); ix < Math.Min(left + width, shape[2]); ix++)
                                window.Add(x[(((((n * shape[1]) + iy) * shape[2]) + ix) * shape[3]) + c]);
                        y.Add(reduce(window, height * width));
                    }
                }
            }
        }

        return [.. y];
    }
}
