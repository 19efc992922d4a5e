using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.Random;

public sealed class RandomSourceTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    public void A_saved_state_goes_on_to_the_same_bits(int before)
    {
        var source = Stream();
        for (var i = 0; i < before; i++) source.NextUInt64();
        var resumed = new RandomSource(source.State);
        Assert.Equal(Words(source, 9), Words(resumed, 9));
        Assert.Equal(source.State, resumed.State);
    }

    [Fact]
    public void Every_kind_of_draw_can_be_resumed()
    {
        var source = Stream();
        source.NextGaussian();
        source.NextInt(7);
        source.FillSigns(new float[65]);
        source.FillUniform(new double[3]);
        source.FillGaussian(new float[5]);
        source.Shuffle(new int[4].AsSpan());
        Assert.Equal(Words(new RandomSource(source.State), 5), Words(source, 5));
    }

    [Fact]
    public void Position_counts_words_and_can_be_set()
    {
        var source = Stream();
        var words = Words(source, 10);
        Assert.Equal(10UL, source.Position);
        source.Position = 3;
        Assert.Equal(words[3..], Words(source, 7));
    }

    [Fact]
    public void Uniform_numbers_have_the_moments_of_the_uniform_law()
    {
        var values = Fill<double>((source, x) => source.FillUniform<double>(x));
        AssertMoment(values, x => x, 0.5, 1.0 / 12);
        AssertMoment(values, x => x * x, 1.0 / 3, 4.0 / 45);
        Assert.All([values.Min(), values.Max()], x => Assert.InRange(x, 0, Math.BitDecrement(1.0)));
    }

    [Fact]
    public void Float32_uniform_numbers_stay_below_one()
    {
        var values = Fill<float>((source, x) => source.FillUniform<float>(x));
        AssertMoment([.. values.Select(x => (double)x)], x => x, 0.5, 1.0 / 12);
        Assert.InRange(values.Max(), 0.9999f, MathF.BitDecrement(1f));
    }

    [Fact]
    public void Uniform_numbers_fill_a_thousand_cells_evenly()
    {
        var counts = new int[1000];
        var source = Stream();
        for (var i = 0; i < Draws; i++) counts[(int)(source.NextDouble() * 1000)]++;
        AssertChiSquare(counts);
    }

    [Fact]
    public void Consecutive_pairs_fill_the_square_evenly()
    {
        var counts = new int[32 * 32];
        var source = Stream();
        for (var i = 0; i < Draws; i++) counts[((int)(source.NextDouble() * 32) * 32) + (int)(source.NextDouble() * 32)]++;
        AssertChiSquare(counts);
    }

    [Fact]
    public void Gaussians_have_the_moments_of_the_normal_law()
    {
        var values = Fill<double>((source, x) => source.FillGaussian<double>(x));
        AssertMoment(values, x => x, 0, 1);
        AssertMoment(values, x => x * x, 1, 2);
        AssertMoment(values, x => x * x * x, 0, 15);
        AssertMoment(values, x => x * x * x * x, 3, 96);
    }

    [Fact]
    public void Single_Gaussians_have_the_right_tail()
    {
        var source = Stream();
        var beyond = Enumerable.Range(0, Draws).Count(_ => Math.Abs(source.NextGaussian()) > 2);
        const double probability = 0.04550026389635842;
        Assert.InRange((beyond - (Draws * probability)) / Math.Sqrt(Draws * probability * (1 - probability)), -4, 4);
    }

    [Fact]
    public void Gaussians_beside_each_other_are_uncorrelated()
    {
        var values = Fill<double>((source, x) => source.FillGaussian<double>(x));
        AssertMoment([.. values.Zip(values.Skip(1), (a, b) => a * b)], x => x, 0, 1);
        AssertMoment([.. values.Zip(values.Skip(1), (a, b) => a * a * b * b)], x => x, 1, 8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(130)]
    public void Signs_are_plus_and_minus_one_and_cost_a_word_for_64(int length)
    {
        var source = Stream();
        var signs = new float[length];
        source.FillSigns(signs.AsSpan());
        Assert.All(signs, sign => Assert.Equal(1f, Math.Abs(sign)));
        Assert.Equal((ulong)((length + 63) / 64), source.Position);
    }

    [Fact]
    public void Signs_are_fair_and_independent()
    {
        var values = Fill<double>((source, x) => source.FillSigns<double>(x));
        AssertMoment(values, x => x, 0, 1);
        AssertMoment([.. values.Zip(values.Skip(1), (a, b) => a * b)], x => x, 0, 1);
        AssertMoment([.. values.Zip(values.Skip(64), (a, b) => a * b)], x => x, 0, 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Integers_below_a_bound_are_even(int bound)
    {
        var counts = new int[bound];
        var source = Stream();
        for (var i = 0; i < Draws; i++) counts[source.NextInt(bound)]++;
        AssertChiSquare(counts);
    }

    // 2⁶⁴ is not a multiple of the bound: without rejection every third value would have two words, the others three.
    [Fact]
    public void Huge_bounds_are_unbiased()
    {
        const long bound = 3L << 61;
        var counts = new int[3];
        var source = Stream();
        for (var i = 0; i < Draws; i++) counts[source.NextInt(bound) % 3]++;
        AssertChiSquare(counts);
    }

    [Fact]
    public void A_bound_of_zero_is_refused() =>
        Assert.Equal("bound", Assert.Throws<ArgumentOutOfRangeException>(() => Stream().NextInt(0)).ParamName);

    [Fact]
    public void Shuffling_makes_every_order_equally_likely()
    {
        var counts = new int[256];
        var source = Stream();
        for (var i = 0; i < 48_000; i++)
        {
            int[] order = [0, 1, 2, 3];
            source.Shuffle(order.AsSpan());
            counts[(order[0] * 64) + (order[1] * 16) + (order[2] * 4) + order[3]]++;
        }

        var seen = counts.Where(count => count > 0).ToArray();
        Assert.Equal(24, seen.Length);
        AssertChiSquare(seen);
    }

    [Fact]
    public void Shuffling_keeps_every_item()
    {
        var items = Enumerable.Range(0, 1000).ToArray();
        Stream().Shuffle(items.AsSpan());
        Assert.NotEqual(Enumerable.Range(0, 1000), items);
        Assert.Equal(Enumerable.Range(0, 1000), items.Order());
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        var source = Stream();
        var values = new float[1000];
        var order = new int[1000];
        void Draw()
        {
            source.FillGaussian(values.AsSpan());
            source.FillSigns(values.AsSpan());
            source.FillUniform(values.AsSpan());
            source.Shuffle(order.AsSpan());
        }

        Draw();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Draw();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(1_500_000_000)]
    public void Indices_are_uniform(int bound)
    {
        var indices = Fill<int>((stream, values) => stream.FillIndices(values, bound));
        Assert.All(indices, index => Assert.InRange(index, 0, bound - 1));
        if (bound is > 1 and <= 40) AssertChiSquare([.. Enumerable.Range(0, bound).Select(value => indices.Count(index => index == value))]);
        AssertMoment([.. indices.Select(index => (double)index)], x => x, (bound - 1) / 2.0, Math.Max(((double)bound * bound - 1) / 12, 1));
    }

    private static RandomSource Stream() => new Seed(2024).Stream("test");

    private static ulong[] Words(RandomSource source, int count) => [.. Enumerable.Range(0, count).Select(_ => source.NextUInt64())];

    private static T[] Fill<T>(Action<RandomSource, T[]> fill)
    {
        var values = new T[Draws];
        fill(Stream(), values);
        return values;
    }

    // Within four standard errors.
    private static void AssertMoment(double[] values, Func<double, double> moment, double mean, double variance) =>
        Assert.InRange((values.Average(moment) - mean) / Math.Sqrt(variance / values.Length), -4, 4);

    // χ² less its mean, in standard deviations; its right tail is heavier than a Gaussian's, hence five.
    private static void AssertChiSquare(int[] counts)
    {
        var expected = counts.Average();
        var statistic = counts.Sum(count => (count - expected) * (count - expected) / expected);
        var degrees = counts.Length - 1;
        Assert.InRange((statistic - degrees) / Math.Sqrt(2.0 * degrees), -4, 5);
    }
}
