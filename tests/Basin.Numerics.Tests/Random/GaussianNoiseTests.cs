using Basin.Numerics.Random;

namespace Basin.Numerics.Tests.Random;

public sealed class GaussianNoiseTests
{
    private const int Draws = 400_000;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(0, 8)]
    [InlineData(3, 17)]
    [InlineData(2, 64)]
    public void Words_filled_at_once_are_those_drawn_one_by_one(int before, int count)
    {
        RandomSource one = new Seed(5).Stream("words", 3), all = new Seed(5).Stream("words", 3);
        for (var i = 0; i < before; i++) Assert.Equal(one.NextUInt64(), all.NextUInt64());
        var words = new ulong[count];
        all.Fill(words);
        Assert.All(words, word => Assert.Equal(one.NextUInt64(), word));
        Assert.Equal(one.State, all.State);
        Assert.Equal(one.NextUInt64(), all.NextUInt64());
    }

    [Fact]
    public void Counters_carry_into_their_upper_half()
    {
        var source = new RandomSource(new RandomState(1, 2, 2 * ((ulong)uint.MaxValue - 1)));
        var words = new ulong[8];
        new RandomSource(source.State).Fill(words);
        Assert.All(words, word => Assert.Equal(source.NextUInt64(), word));
    }

    [Fact]
    public void Has_the_moments_of_the_standard_Gaussian_in_both_precisions()
    {
        AssertMoments(Draw<float>());
        AssertMoments(Draw<double>());
    }

    [Fact]
    public void Has_its_distribution_function()
    {
        // Kolmogorov and Smirnov: 1.95/√n is exceeded once in a thousand seeds.
        var sorted = Draw<double>();
        Array.Sort(sorted);
        var reference = new double[Draws];
        new Seed(9).Stream("exact").FillGaussian<double>(reference);
        Array.Sort(reference);
        var distance = 0.0;
        for (int i = 0, j = 0; i < Draws; i++)
        {
            while (j < Draws && reference[j] <= sorted[i]) j++;
            distance = Math.Max(distance, Math.Abs((double)(i - j) / Draws));
        }

        Assert.InRange(distance, 0, 1.95 * Math.Sqrt(2.0 / Draws));
    }

    [Fact]
    public void Neighbours_are_uncorrelated()
    {
        var x = Draw<double>();
        foreach (var lag in new[] { 1, 2, 255, 256, 512 })
        {
            var sum = 0.0;
            for (var i = 0; i + lag < x.Length; i++) sum += x[i] * x[i + lag];
            Assert.InRange(sum / Draws, -5 / Math.Sqrt(Draws), 5 / Math.Sqrt(Draws));
        }
    }

    [Fact]
    public void An_odd_length_spends_a_whole_word_and_goes_on()
    {
        var source = new Seed(1).Stream("odd");
        source.FillGaussianNoise<float>(new float[5]);
        Assert.Equal(3UL, source.Position);
        var rest = new float[4];
        source.FillGaussianNoise<float>(rest);
        var again = new RandomSource(source.State with { Position = 3 });
        var same = new float[4];
        again.FillGaussianNoise<float>(same);
        Assert.Equal(rest, same);
    }

    private static double[] Draw<T>()
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var values = new T[Draws];
        new Seed(7).Stream("noise").FillGaussianNoise<T>(values);
        return [.. values.Select(double.CreateTruncating)];
    }

    // Five standard errors of each sample moment.
    private static void AssertMoments(double[] x)
    {
        Assert.InRange(x.Average(), -5 / Math.Sqrt(Draws), 5 / Math.Sqrt(Draws));
        Assert.InRange(x.Average(v => v * v), 1 - (5 * Math.Sqrt(2.0 / Draws)), 1 + (5 * Math.Sqrt(2.0 / Draws)));
        Assert.InRange(x.Average(v => v * v * v), -5 * Math.Sqrt(15.0 / Draws), 5 * Math.Sqrt(15.0 / Draws));
        Assert.InRange(x.Average(v => v * v * v * v), 3 - (5 * Math.Sqrt(96.0 / Draws)), 3 + (5 * Math.Sqrt(96.0 / Draws)));
    }
}
