using System.Numerics;
using Basin.Numerics.Kernels.Elementwise;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.Kernels.Elementwise;

public sealed unsafe class ReductionsTests
{
    public static TheoryData<int> Lengths => [0, 1, 7, 16, 100, 16_384, 16_385, 100_003];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_agree_with_double(int n)
    {
        using var x = new Guarded<float>(n).Filled(1);
        using var y = new Guarded<float>(n).Filled(2);
        double sum = 0, dot = 0, squares = 0;
        for (var i = 0; i < n; i++)
        {
            sum += x[i];
            dot += (double)x[i] * y[i];
            squares += (double)x[i] * x[i];
        }

        var tolerance = 1e-7 * Math.Max(1, n);
        Assert.Equal(sum, Reductions.Sum(Workers.Serial, n, x.Data), tolerance);
        Assert.Equal(dot, Reductions.Dot(Workers.Serial, n, x.Data, y.Data), tolerance);
        Assert.Equal(squares, Reductions.SumOfSquares(Workers.Serial, n, x.Data), tolerance);
    }

    [Fact]
    public void A_million_equal_floats_sum_without_drift()
    {
        const int N = 1 << 20;
        using var x = new Guarded<float>(N);
        new Span<float>(x.Data, N).Fill(0.1f);
        Assert.Equal(N * (double)0.1f, Reductions.Sum(Workers.Serial, N, x.Data), 2d);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        const int N = 300_001;
        using var x = new Guarded<float>(N).Filled(1);
        using var y = new Guarded<float>(N).Filled(2);
        using var two = new Workers(2);
        using var four = new Workers(4);
        foreach (var workers in new[] { two, four })
        {
            Assert.Equal(Reductions.Sum(Workers.Serial, N, x.Data), Reductions.Sum(workers, N, x.Data));
            Assert.Equal(Reductions.Dot(Workers.Serial, N, x.Data, y.Data), Reductions.Dot(workers, N, x.Data, y.Data));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12_345)]
    [InlineData(49_999)]
    public void One_bad_number_among_many_is_found(int where)
    {
        const int N = 50_000;
        using var x = new Guarded<double>(N).Filled(1);
        Assert.True(Reductions.AllFinite(Workers.Serial, N, x.Data));
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            x[where] = bad;
            Assert.False(Reductions.AllFinite(Workers.Serial, N, x.Data));
            Assert.Equal(Math.Abs(bad), Reductions.MaxAbs(Workers.Serial, N, x.Data));
        }
    }

    [Fact]
    public void The_largest_is_by_magnitude()
    {
        using var x = new Guarded<float>(1000).Filled(4);
        x[777] = -3;
        Assert.Equal(3, Reductions.MaxAbs(Workers.Serial, 1000, x.Data));
        Assert.Equal(0, Reductions.MaxAbs(Workers.Serial, 0, x.Data));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        const int N = 100_000;
        using var x = new Guarded<float>(N).Filled(1);
        using var workers = new Workers(2);
        double Run() => Reductions.Sum(workers, N, x.Data) + Reductions.Dot(workers, N, x.Data, x.Data) + Reductions.MaxAbs(workers, N, x.Data);
        for (var i = 0; i < 3; i++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++) Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
