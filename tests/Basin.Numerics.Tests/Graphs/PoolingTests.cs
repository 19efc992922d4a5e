using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Numerics.Tests.Graphs;

public sealed unsafe class PoolingTests : OperationContract
{
    private static readonly PoolingShape Padded = PoolingShape.Square(3, 2, 1);
    private static readonly PoolingShape Oblong = new(2, 3) { StrideY = 1, StrideX = 2, PadTop = 1, PadLeft = 0, PadBottom = 0, PadRight = 2 };
    private static readonly PoolingShape RoundedUp = new(3, 2) { StrideY = 2, StrideX = 3, PadTop = 1, RoundsUp = true };
    private static readonly PoolingShape Row = new(1, 3) { StrideX = 2, PadLeft = 1, PadRight = 1 };

    private static readonly OperationCase[] Cases =
    [
        Max("max pooling", new Shape(2, 6, 8, 5), PoolingShape.Square(2, 2)),
        Max("max pooling of overlapping padded windows", new Shape(2, 7, 6, 19), Padded),
        Max("max pooling of oblong windows", new Shape(1, 5, 7, 3), Oblong),
        Max("max pooling rounded up", new Shape(2, 8, 6, 3), RoundedUp),
        Max("max pooling of a row", new Shape(2, 1, 9, 3), Row),
        Max("max pooling of many", new Shape(9, 20, 20, 16), PoolingShape.Square(2, 2)),
        Average("average pooling", new Shape(2, 6, 8, 5), PoolingShape.Square(2, 2), false),
        Average("average pooling that leaves out padding", new Shape(2, 7, 6, 19), Padded, false),
        Average("average pooling that counts padding", new Shape(2, 7, 6, 19), Padded, true),
        Average("average pooling of oblong windows", new Shape(2, 5, 7, 3), Oblong, false),
        Average("average pooling rounded up", new Shape(2, 8, 6, 3), RoundedUp, false),
        Average("average pooling rounded up without padding", new Shape(2, 6, 6, 3), new(3, 3) { StrideY = 2, StrideX = 2, RoundsUp = true }, false),
        Average("average pooling with gaps", new Shape(2, 8, 8, 3), new(2, 1) { StrideY = 3, StrideX = 3 }, false),
        Average("average pooling of many", new Shape(9, 20, 20, 16), PoolingShape.Square(3, 1, 1), true),
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
        Assert.Contains("does not fit images of 4 rows", Assert.Throws<ArgumentException>(() => new MaxPooling<float>(x, 5, 1)).Message);
        Assert.Contains("less than the window", Assert.Throws<ArgumentException>(() => new AveragePooling<float>(x, 2, 2, 2)).Message);
        Assert.Contains("[n, height, width, channels]", Assert.Throws<ArgumentException>(() => new MaxPooling<float>(new Input<float>("x", new Shape(4, 4)), 2, 2)).Message);
    }

    // Distinct values, a good step apart, so that differences see no change of the largest.
    private static OperationCase Max(string name, Shape shape, PoolingShape pooling) => new(
        name, [new OperationInput(shape, -1000, 1000)], x => new MaxPooling<double>(x[0], pooling), x => new MaxPooling<float>(x[0], pooling),
        x => Pool(x[0], shape, pooling, (window, _) => window.Max()));

    private static OperationCase Average(string name, Shape shape, PoolingShape pooling, bool countsPadding) => new(
        name, [new OperationInput(shape)], x => new AveragePooling<double>(x[0], pooling, countsPadding), x => new AveragePooling<float>(x[0], pooling, countsPadding),
        x => Pool(x[0], shape, pooling, (window, places) => window.Sum() / (countsPadding ? places : window.Count)));

    private static OperationCase Global(string name, Shape shape) => new(
        name, [new OperationInput(shape)], x => new GlobalAveragePooling<double>(x[0]), x => new GlobalAveragePooling<float>(x[0]),
        x => Pool(x[0], shape, new(shape[1], shape[2]), (window, _) => window.Average()));

    private static double[] Pool(double[] x, Shape shape, PoolingShape pooling, Func<List<double>, int, double> reduce)
    {
        var y = new List<double>();
        for (var n = 0; n < shape[0]; n++)
        {
            foreach (var top in Starts(shape[1], pooling.KernelHeight, pooling.StrideY, pooling.PadTop, pooling.PadBottom))
            {
                foreach (var left in Starts(shape[2], pooling.KernelWidth, pooling.StrideX, pooling.PadLeft, pooling.PadRight))
                {
                    for (var c = 0; c < shape[3]; c++)
                    {
                        var window = new List<double>();
                        for (var iy = Math.Max(top, 0); iy < Math.Min(top + pooling.KernelHeight, shape[1]); iy++)
                            for (var ix = Math.Max(left, 0); ix < Math.Min(left + pooling.KernelWidth, shape[2]); ix++)
                                window.Add(x[(((((n * shape[1]) + iy) * shape[2]) + ix) * shape[3]) + c]);
                        y.Add(reduce(window, pooling.KernelHeight * pooling.KernelWidth));
                    }
                }
            }
        }

        return [.. y];

        // Rounded up, one more window if it begins before the padding behind.
        IEnumerable<int> Starts(int extent, int kernel, int stride, int before, int after)
        {
            for (var start = -before; start + kernel <= extent + after || (pooling.RoundsUp && start < extent && start - stride + kernel < extent + after); start += stride)
                yield return start;
        }
    }
}
