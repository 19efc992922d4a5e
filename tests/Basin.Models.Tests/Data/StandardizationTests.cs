using Basin.Models.Data;
using Basin.Numerics.Graphs;

namespace Basin.Models.Tests.Data;

public sealed class StandardizationTests
{
    [Fact]
    public void Features_get_mean_0_and_deviation_1_and_constants_become_0()
    {
        double[] x = [1, 5, 0.1, 3, 5, 0.1, 8, 5, 0.1];
        var standardization = Standardization.Measure<double>(StandardizationKind.PerFeature, x, new Shape(3));
        standardization.Apply<double>(x);
        Assert.Equal(4.0, standardization.Offset[0], 1e-15);
        Assert.Equal(Math.Sqrt(26 / 3.0), standardization.Scale[0], 1e-15);
        Assert.Equal(0, x[0] + x[3] + x[6], 1e-15);
        Assert.Equal(3, (x[0] * x[0]) + (x[3] * x[3]) + (x[6] * x[6]), 1e-14);
        Assert.All([x[1], x[4], x[7]], value => Assert.Equal(0, value));
        Assert.All([x[2], x[5], x[8]], value => Assert.Equal(0, value, 1e-15));
    }

    [Fact]
    public void Channels_share_their_statistics_over_pixels()
    {
        float[] x = [1, 10, 3, 30, 5, 50, 7, 70];
        var standardization = Standardization.Measure<float>(StandardizationKind.PerChannel, x, new Shape(1, 2, 2));
        Assert.Equal([4.0, 40.0], standardization.Offset);
        Assert.Equal(Math.Sqrt(5), standardization.Scale[0], 1e-15);
        standardization.Apply<float>(x);
        Assert.Equal((1 - 4) / Math.Sqrt(5), x[0], 1e-6);
        Assert.Equal(x[0], x[1], 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    public void Division_rounds_correctly_for_every_length(int length)
    {
        var x = Enumerable.Range(0, length).Select(i => (float)(i * 7 % 256)).ToArray();
        var expected = Array.ConvertAll(x, value => value / 255f);
        Standardization.Divide(255).Apply<float>(x);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void A_divisor_that_cannot_divide_is_refused()
    {
        Assert.Contains("finite and above 0", Assert.Throws<ArgumentOutOfRangeException>(() => Standardization.Divide(double.NaN)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Standardization.Divide(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Standardization.Divide(double.PositiveInfinity));
    }

    [Fact]
    public void Equal_numbers_make_equal_records_and_say_what_they_do()
    {
        Assert.Equal(Standardization.Divide(16), Standardization.Divide(16));
        Assert.NotEqual(Standardization.Divide(16), Standardization.Divide(255));
        Assert.Equal("x / 255", Standardization.Divide(255).ToString());
        Assert.Equal("none", Standardization.None.ToString());
    }
}
