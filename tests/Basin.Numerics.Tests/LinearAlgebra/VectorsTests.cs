using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Numerics.Tests.LinearAlgebra;

public sealed class VectorsTests
{
    public static TheoryData<int> Lengths => [0, 1, 7, 8, 15, 16, 17, 100, 2047, 2048, 2049, 6000, 250_001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dot_and_norm_agree_with_a_plain_sum(int length)
    {
        Check<double>(length, 1e-12);
        Check<float>(length, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void AddScaled_and_scale_round_each_element_once(int length)
    {
        var (x, y) = (Draw<float>(length, 0), Draw<float>(length, 1));
        var expected = x.Zip(y, (u, v) => (float)Math.FusedMultiplyAdd(u, (double)1.7f, v)).ToArray();
        Vectors.AddScaled(1.7f, x, y);
        Assert.Equal(expected, y);
        Vectors.Scale(-0.3f, y);
        Assert.Equal(expected.Select(v => (float)((double)v * -0.3f)), y);
    }

    [Theory]
    [InlineData(100_001)]
    [InlineData(1_000_000)]
    public void Threads_change_no_bit(int length)
    {
        using var workers = new Workers(3);
        var (x, y) = (Draw<float>(length, 0), Draw<float>(length, 1));
        Assert.Equal(Vectors.Dot<float>(x, y), Vectors.Dot<float>(x, y, workers));
        var z = (float[])y.Clone();
        Vectors.AddScaled(0.1f, x, y);
        Vectors.AddScaled(0.1f, x, z, workers);
        Assert.Equal(y, z);
    }

    [Fact]
    public void Float32_norms_neither_overflow_nor_lose_their_digits()
    {
        Assert.Equal(1e30 * Math.Sqrt(3), Vectors.Norm<float>([1e30f, 1e30f, 1e30f]), 1e23);
        var ones = new float[20_000_000];
        ones.AsSpan().Fill(1);
        Assert.Equal(20_000_000, Vectors.Dot<float>(ones, ones));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_finite_is_not_hidden(double bad)
    {
        var x = Draw<double>(5000, 0);
        x[4321] = bad;
        Assert.False(double.IsFinite(Vectors.Norm<double>(x)));
    }

    [Fact]
    public void A_normalised_vector_has_length_one_and_a_zero_vector_stays()
    {
        var x = Draw<float>(5000, 0);
        var norm = Vectors.Norm<float>(x);
        Assert.Equal(norm, Vectors.Normalize(x.AsSpan()));
        Assert.Equal(1, Vectors.Norm<float>(x), 1e-7);
        Assert.Equal(0, Vectors.Normalize(new float[3].AsSpan()));
    }

    [Fact]
    public void Lengths_that_differ_are_refused() => Assert.Contains(
        "Vectors of 2 and 3 elements",
        Assert.Throws<ArgumentException>(() => Vectors.Dot<double>(new double[2], new double[3])).Message,
        StringComparison.Ordinal);

    private static void Check<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, y) = (Draw<T>(length, 0), Draw<T>(length, 1));
        var expected = x.Zip(y, (u, v) => (decimal)double.CreateTruncating(u) * (decimal)double.CreateTruncating(v)).Sum();
        Assert.Equal((double)expected, Vectors.Dot<T>(x, y), tolerance * Math.Max(1, length));
        Assert.Equal(Math.Sqrt(x.Sum(u => Math.Pow(double.CreateTruncating(u), 2))), Vectors.Norm<T>(x), tolerance * Math.Max(1, length));
    }

    private static T[] Draw<T>(int length, long index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new T[length];
        new Seed(4).Stream("vectors", index).FillGaussian(x.AsSpan());
        return x;
    }
}
