namespace Basin.Numerics.Tests.Kernels;

using System.Numerics;
using Basin.Numerics.Kernels;
using Basin.Numerics.Kernels.Convolutions;
using Basin.Numerics.Kernels.Convolutions.Winograd;
using Basin.Numerics.Kernels.Tiles;
using Basin.Numerics.Threading;

/// <summary>What every convolution must do, at one precision; the widths are cases.</summary>
public abstract unsafe class ConvolutionContract<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] Widths = [.. new[] { 512, 256, 128 }.Where(bits => bits <= SimdLevel.Widest)];

    public static readonly (string Name, ConvolutionShape Shape)[] Shapes =
    [
        ("a pixel", new(1, 1, 1, 1, 1, 1, 1)),
        ("1x1", new(3, 5, 6, 7, 9, 1, 1)),
        ("1x1 strided", new ConvolutionShape(2, 8, 7, 5, 6, 1, 1).Strided(2)),
        ("1x1 padded", new ConvolutionShape(2, 3, 4, 5, 6, 1, 1).Padded(1)),
        ("3x3 of 16", new ConvolutionShape(2, 9, 9, 16, 16, 3, 3).Padded(1)),
        ("3x3 of 32, wide", new ConvolutionShape(1, 6, 33, 16, 33, 3, 3).Padded(1)),
        ("3x3 strided", new ConvolutionShape(2, 8, 8, 6, 10, 3, 3).Padded(1).Strided(2)),
        ("3x3 strided, odd", new ConvolutionShape(2, 9, 7, 6, 10, 3, 3).Padded(1).Strided(2)),
        ("3x3 unpadded", new(2, 7, 8, 3, 17, 3, 3)),
        ("first layer", new ConvolutionShape(3, 10, 10, 3, 16, 3, 3).Padded(1)),
        ("one channel, 5x5", new(3, 12, 12, 1, 6, 5, 5)),
        ("5x5 padded", new ConvolutionShape(2, 6, 6, 4, 8, 5, 5).Padded(2)),
        ("short rows", new ConvolutionShape(3, 4, 4, 20, 40, 3, 3).Padded(1)),
        ("rows of two", new ConvolutionShape(2, 7, 2, 5, 24, 3, 3).Padded(1)),
        ("rows of one", new ConvolutionShape(2, 9, 1, 3, 5, 3, 1) { PadTop = 1, PadBottom = 1 }),
        ("more padding than image", new ConvolutionShape(1, 2, 2, 3, 4, 3, 3).Padded(3)),
        ("window as large as the image", new(2, 5, 6, 4, 9, 5, 6)),
        ("uneven padding", new ConvolutionShape(2, 6, 7, 3, 5, 3, 2) { PadTop = 2, PadRight = 1 }),
        ("uneven stride", new ConvolutionShape(2, 11, 9, 3, 5, 4, 3) { StrideY = 3, StrideX = 2, PadTop = 1, PadLeft = 2 }),
        ("stride beyond the window", new ConvolutionShape(2, 9, 10, 3, 5, 2, 2).Strided(3)),
        ("stride beyond the image", new ConvolutionShape(2, 2, 2, 3, 5, 2, 2).Strided(4)),
        ("dilated", new ConvolutionShape(2, 9, 10, 4, 6, 3, 3) { DilationY = 2, DilationX = 2 }.Padded(2)),
        ("dilated and strided", new ConvolutionShape(2, 11, 12, 4, 6, 3, 3) { DilationY = 2, DilationX = 3, StrideY = 2, StrideX = 2, PadTop = 1, PadLeft = 3 }),
        ("groups", new ConvolutionShape(2, 6, 7, 6, 9, 3, 3) { Groups = 3 }.Padded(1)),
        ("groups, strided", new ConvolutionShape(2, 8, 7, 8, 40, 3, 3) { Groups = 2 }.Padded(1).Strided(2)),
        ("depthwise", new ConvolutionShape(2, 6, 6, 10, 10, 3, 3) { Groups = 10 }.Padded(1)),
        ("depthwise, doubled", new ConvolutionShape(2, 5, 6, 3, 6, 3, 3) { Groups = 3 }.Padded(1)),
        ("many images", new ConvolutionShape(21, 5, 5, 8, 16, 3, 3).Padded(1)),
        ("many channels", new ConvolutionShape(8, 7, 7, 40, 56, 3, 3).Padded(1)),
        ("a large image", new ConvolutionShape(1, 40, 90, 12, 8, 3, 3).Padded(1)),
        ("channels beyond a block", new ConvolutionShape(3, 3, 4, 300, 40, 2, 2) { PadLeft = 1 }),
        ("channels that caches dislike", new ConvolutionShape(18, 3, 2, 256, 20, 2, 2) { PadTop = 1 }),
        ("many out channels, strided", new ConvolutionShape(2, 4, 5, 20, 300, 2, 2) { PadTop = 1 }.Strided(2)),
        ("a gradient larger than a cache", new ConvolutionShape(20, 1, 2, 520, 300, 1, 2) { PadLeft = 1 }),
        ("one pixel, a large gradient", new ConvolutionShape(1, 1, 1, 380, 360, 1, 1) { PadLeft = 1, StrideX = 2 }),
        ("tiles of 4x4", new ConvolutionShape(4, 12, 12, 16, 16, 3, 3).Padded(1)),
        ("tiles cut at the edges", new ConvolutionShape(3, 13, 15, 16, 48, 3, 3).Padded(1)),
        ("tiles, unpadded", new(2, 18, 18, 32, 16, 3, 3)),
        ("tiles, padded beyond the window", new ConvolutionShape(2, 14, 14, 16, 32, 3, 3).Padded(3)),
        ("tiles, unevenly padded", new ConvolutionShape(2, 16, 15, 16, 16, 3, 3) { PadTop = 2, PadRight = 1 }),
        ("tiles of many rows", new ConvolutionShape(2, 20, 32, 32, 16, 3, 3).Padded(1)),
        ("almost tiles: channels", new ConvolutionShape(4, 12, 12, 16, 17, 3, 3).Padded(1)),
        ("almost tiles: dilated", new ConvolutionShape(4, 12, 12, 16, 16, 3, 3) { DilationY = 2, DilationX = 2 }.Padded(2)),
        ("almost tiles: groups", new ConvolutionShape(4, 12, 12, 32, 32, 3, 3) { Groups = 2 }.Padded(1)),
        ("nothing", new(0, 5, 5, 3, 4, 3, 3)),
    ];

    public static TheoryData<string> Cases() => [.. Shapes.Select(row => row.Name)];

    /// <summary>What rounding may do to a sum of so many products of numbers in [−1, 1]; see <see cref="WinogradTests"/> for what tiles add.</summary>
    private static double Tolerance(ConvolutionShape shape, long terms) =>
        (typeof(T) == typeof(float) ? 6e-8 : 1.2e-16) * (16 + (terms / 2.0)) * (WinogradRule.Takes<T>(shape) ? 3 : 1);

    private static Guarded<T> Random(long length, int seed) => new Guarded<T>((int)length).Filled(seed);

    private static double[] Double(Guarded<T> array) => Array.ConvertAll(array.ToArray(), double.CreateChecked);

    private static double[] Sum(params double[][] terms)
    {
        var sum = new double[terms[0].Length];
        foreach (var term in terms)
        {
            for (var i = 0; i < sum.Length; i++) sum[i] += term[i];
        }

        return sum;
    }

    private static double[] OverBatch(ConvolutionShape shape, double[] perExample)
    {
        var sum = new double[shape.WeightLength];
        for (var i = 0; i < perExample.Length; i++) sum[i % sum.Length] += perExample[i];
        return sum;
    }

    private static void Compare(string what, ConvolutionShape shape, int bits, long terms, double[] expected, Guarded<T> actual)
    {
        var tolerance = Tolerance(shape, terms);
        for (var i = 0; i < expected.Length; i++)
        {
            var value = double.CreateChecked(actual[i]);
            if (!(Math.Abs(value - expected[i]) <= tolerance * (1 + Math.Abs(expected[i])))) Assert.Fail($"{what}, {bits} bits: element {i} is {value}, not {expected[i]}.");
        }

        actual.AssertMargin();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_pass_agrees_with_the_definition_at_every_width(string name)
    {
        var s = Shapes.Single(row => row.Name == name).Shape;
        s.Validate();
        using var x1 = Random(s.InputLength, 1);
        using var x2 = Random(s.InputLength, 2);
        using var w1 = Random(s.WeightLength, 3);
        using var w2 = Random(s.WeightLength, 4);
        using var dy1 = Random(s.OutputLength, 5);
        using var dy2 = Random(s.OutputLength, 6);
        double[] y = NaiveConvolution.Forward(s, Double(x1), Double(w1)), y2 = NaiveConvolution.Forward(s, Double(x2), Double(w2));
        double[] dx = NaiveConvolution.BackwardData(s, Double(dy1), Double(w1)), dx2 = NaiveConvolution.BackwardData(s, Double(dy2), Double(w2));
        double[] dw = NaiveConvolution.BackwardWeights(s, Double(x1), Double(dy1)), dw2 = NaiveConvolution.BackwardWeights(s, Double(x2), Double(dy2));
        using var workers = new Workers(2);
        foreach (var bits in Widths)
        {
            using var a = Random(s.OutputLength, 7);
            var start = Double(a);
            Convolution.Forward(bits, workers, s, x1.Data, w1.Data, null, null, a.Data, true);
            Compare("forward, added", s, bits, s.WeightLength / s.OutChannels * 2, Sum(start, y), a);
            Convolution.Forward(bits, workers, s, x1.Data, w1.Data, null, null, a.Data, false);
            Compare("forward", s, bits, s.WeightLength / s.OutChannels * 2, y, a);
            Convolution.Forward(bits, workers, s, x1.Data, w1.Data, x2.Data, w2.Data, a.Data, false);
            Compare("forward of two", s, bits, s.WeightLength / s.OutChannels * 2, Sum(y, y2), a);

            using var b = Random(s.InputLength, 8);
            start = Double(b);
            Convolution.BackwardData(bits, workers, s, dy1.Data, w1.Data, null, null, b.Data, true);
            Compare("data, added", s, bits, s.WeightLength / s.GroupChannels * 2, Sum(start, dx), b);
            Convolution.BackwardData(bits, workers, s, dy1.Data, w1.Data, null, null, b.Data, false);
            Compare("data", s, bits, s.WeightLength / s.GroupChannels * 2, dx, b);
            Convolution.BackwardData(bits, workers, s, dy1.Data, w1.Data, dy2.Data, w2.Data, b.Data, false);
            Compare("data of two", s, bits, s.WeightLength / s.GroupChannels * 2, Sum(dx, dx2), b);

            using var c = Random(s.WeightLength, 9);
            start = Double(c);
            Convolution.BackwardWeights(bits, workers, s, x1.Data, dy1.Data, null, null, c.Data, true, 0);
            Compare("weights, added", s, bits, s.OutputLength / s.OutChannels * 2, Sum(start, OverBatch(s, dw)), c);
            Convolution.BackwardWeights(bits, workers, s, x1.Data, dy1.Data, null, null, c.Data, false, 0);
            Compare("weights", s, bits, s.OutputLength / s.OutChannels * 2, OverBatch(s, dw), c);
            Convolution.BackwardWeights(bits, workers, s, x1.Data, dy1.Data, x2.Data, dy2.Data, c.Data, false, 0);
            Compare("weights of two", s, bits, s.OutputLength / s.OutChannels * 2, Sum(OverBatch(s, dw), OverBatch(s, dw2)), c);

            const int Gap = 3;
            using var e = Random(s.Batch * (s.WeightLength + Gap), 10);
            start = Double(e);
            for (var i = 0; i < dw.Length; i++) start[(i / s.WeightLength * (s.WeightLength + Gap)) + (i % s.WeightLength)] += dw[i];
            Convolution.BackwardWeights(bits, workers, s, x1.Data, dy1.Data, null, null, e.Data, true, s.WeightLength + Gap);
            Compare("weights of each, added", s, bits, s.OutputLength / s.OutChannels * 2, start, e);
            using var d = new Guarded<T>((int)(s.Batch * s.WeightLength));
            Convolution.BackwardWeights(bits, workers, s, x1.Data, dy1.Data, null, null, d.Data, false, s.WeightLength);
            Compare("weights of each", s, bits, s.OutputLength / s.OutChannels * 2, dw, d);
        }
    }

    [Theory]
    [InlineData("3x3 of 16")]
    [InlineData("3x3 strided, odd")]
    [InlineData("3x3 unpadded")]
    [InlineData("stride beyond the window")]
    [InlineData("dilated and strided")]
    [InlineData("groups")]
    [InlineData("channels beyond a block")]
    [InlineData("channels that caches dislike")]
    [InlineData("many out channels, strided")]
    [InlineData("many images")]
    [InlineData("a large image")]
    public void Weights_worked_through_in_blocks_give_the_same(string name)
    {
        var s = Shapes.Single(row => row.Name == name).Shape;
        using var x1 = Random(s.InputLength, 1);
        using var x2 = Random(s.InputLength, 2);
        using var w1 = Random(s.WeightLength, 3);
        using var w2 = Random(s.WeightLength, 4);
        using var dy1 = Random(s.OutputLength, 5);
        using var dy2 = Random(s.OutputLength, 6);
        double[] y = NaiveConvolution.Forward(s, Double(x1), Double(w1)), y2 = NaiveConvolution.Forward(s, Double(x2), Double(w2));
        double[] dx = NaiveConvolution.BackwardData(s, Double(dy1), Double(w1)), dx2 = NaiveConvolution.BackwardData(s, Double(dy2), Double(w2));
        using var workers = new Workers(2);
        foreach (var bits in Widths)
        {
            var set = TileSet.Of(bits, typeof(T) == typeof(double));
            using var a = Random(s.OutputLength, 7);
            var start = Double(a);
            WindowPlanner.Forward(set, workers, s, (byte*)x1.Data, (byte*)w1.Data, (byte*)x2.Data, (byte*)w2.Data, (byte*)a.Data, true, largeWeights: 0);
            Compare("forward of two, added", s, bits, s.WeightLength / s.OutChannels * 2, Sum(start, y, y2), a);
            WindowPlanner.Forward(set, workers, s, (byte*)x1.Data, (byte*)w1.Data, null, null, (byte*)a.Data, false, largeWeights: 0);
            Compare("forward", s, bits, s.WeightLength / s.OutChannels * 2, y, a);

            using var b = Random(s.InputLength, 8);
            start = Double(b);
            WindowPlanner.BackwardData(set, workers, s, (byte*)dy1.Data, (byte*)w1.Data, (byte*)dy2.Data, (byte*)w2.Data, (byte*)b.Data, true, largeWeights: 0);
            Compare("data of two, added", s, bits, s.WeightLength / s.GroupChannels * 2, Sum(start, dx, dx2), b);
            WindowPlanner.BackwardData(set, workers, s, (byte*)dy1.Data, (byte*)w1.Data, null, null, (byte*)b.Data, false, largeWeights: 0);
            Compare("data", s, bits, s.WeightLength / s.GroupChannels * 2, dx, b);
            var serial = a.ToArray();
            WindowPlanner.Forward(set, Workers.Serial, s, (byte*)x1.Data, (byte*)w1.Data, null, null, (byte*)a.Data, false, largeWeights: 0);
            Assert.Equal(serial, a.ToArray());
        }
    }

    [Theory]
    [InlineData("many images")]
    [InlineData("many channels")]
    [InlineData("a large image")]
    [InlineData("tiles of many rows")]
    [InlineData("3x3 strided")]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var s = Shapes.Single(row => row.Name == name).Shape;
        using var x = Random(s.InputLength, 1);
        using var w = Random(s.WeightLength, 2);
        using var dy = Random(s.OutputLength, 3);
        foreach (var bits in Widths)
        {
            T[][] Passes(Workers workers)
            {
                using var y = new Guarded<T>((int)s.OutputLength);
                using var dx = new Guarded<T>((int)s.InputLength);
                using var dw = new Guarded<T>((int)s.WeightLength);
                Convolution.Forward(bits, workers, s, x.Data, w.Data, null, null, y.Data, false);
                Convolution.BackwardData(bits, workers, s, dy.Data, w.Data, null, null, dx.Data, false);
                Convolution.BackwardWeights(bits, workers, s, x.Data, dy.Data, null, null, dw.Data, false, 0);
                return [y.ToArray(), dx.ToArray(), dw.ToArray()];
            }

            var expected = Passes(Workers.Serial);
            foreach (var threads in new[] { 2, 4 })
            {
                using var workers = new Workers(threads);
                Assert.Equal(expected, Passes(workers));
            }
        }
    }

    [Fact]
    public void Not_a_number_and_infinity_reach_exactly_the_windows_that_see_them()
    {
        var s = new ConvolutionShape(1, 9, 9, 5, 7, 3, 3).Padded(1);
        foreach (var bits in Widths)
        {
            using var x = Random(s.InputLength, 1);
            using var w = Random(s.WeightLength, 2);
            using var y = new Guarded<T>((int)s.OutputLength);
            x[(((2 * 9) + 3) * 5) + 4] = T.NaN;
            x[(((7 * 9) + 8) * 5) + 1] = T.PositiveInfinity;
            Convolution.Forward(bits, Workers.Serial, s, x.Data, w.Data, null, null, y.Data, false);
            for (var i = 0; i < y.Length; i++)
            {
                var (oy, ox) = (i / 63, i / 7 % 9);
                var value = y[i];
                if (Math.Abs(oy - 2) <= 1 && Math.Abs(ox - 3) <= 1) Assert.True(T.IsNaN(value));
                else if (Math.Abs(oy - 7) <= 1 && Math.Abs(ox - 8) <= 1) Assert.True(T.IsInfinity(value));
                else Assert.True(T.IsFinite(value));
            }
        }
    }

    [Fact]
    public void A_convolution_allocates_nothing()
    {
        var s = Shapes.Single(row => row.Name == "many channels").Shape;
        using var x = Random(s.InputLength, 1);
        using var w = Random(s.WeightLength, 2);
        using var dy = Random(s.OutputLength, 3);
        using var dw = new Guarded<T>((int)(s.WeightLength * s.Batch));
        using var workers = new Workers(2);
        for (var warmUp = 0; warmUp < 3; warmUp++) AllPasses(workers, s, x.Data, w.Data, dy.Data, dw.Data);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 3; i++) AllPasses(workers, s, x.Data, w.Data, dy.Data, dw.Data);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AllPasses(Workers workers, in ConvolutionShape s, T* x, T* w, T* dy, T* dw)
    {
        Convolution.Forward(workers, s, x, w, dy);
        Convolution.ForwardTwo(workers, s, x, w, x, w, dy);
        Convolution.BackwardWeights(workers, s, x, dy, dw);
        Convolution.BackwardWeightsTwo(workers, s, x, dy, x, dy, dw);
        Convolution.BackwardWeightsPerExample(workers, s, x, dy, dw, s.WeightLength);
        Convolution.BackwardData(workers, s, dy, w, x);
        Convolution.BackwardDataTwo(workers, s, dy, w, dy, w, x);
    }
}
