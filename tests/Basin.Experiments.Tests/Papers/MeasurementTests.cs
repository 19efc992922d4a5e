using Basin.Experiments.Papers;

namespace Basin.Experiments.Tests.Papers;

public sealed class MeasurementTests
{
    [Fact]
    public void A_mean_has_the_standard_error_of_its_numbers()
    {
        var mean = Measurement.Mean([1, 2, 3, 6]);
        Assert.Equal(3, mean.Value);
        Assert.Equal(Math.Sqrt(14 / 3.0 / 4), mean.StandardError, 1e-15);
        Assert.Equal(new Measurement(5), Measurement.Mean([5]));
    }

    [Fact]
    public void A_median_lies_between_the_middle_numbers_and_its_error_is_that_of_gaussians()
    {
        var median = Measurement.Median([4, 1, 3, 2]);
        Assert.Equal(2.5, median.Value);

        // Quartiles 1.75 and 3.25.
        Assert.Equal(Math.Sqrt(Math.PI / 2) * (1.5 / 1.349) / 2, median.StandardError, 1e-15);
    }

    [Fact]
    public void A_share_has_the_error_of_a_coin()
    {
        Assert.Equal(new Measurement(0.25, Math.Sqrt(0.25 * 0.75 / 4)), Measurement.Share([true, false, false, false]));
        Assert.Equal(0, Measurement.Share([true, true]).StandardError);
    }

    [Fact]
    public void A_check_passes_on_the_ends_of_its_band_and_never_without_a_number()
    {
        Assert.True(Check.Between("x", 1, 1, 2, BandSource.Paper).Passed);
        Assert.True(Check.Between("x", 2, 1, 2, BandSource.Paper).Passed);
        Assert.False(Check.AtLeast("x", 0.99, 1, BandSource.Paper).Passed);
        Assert.False(Check.AtMost("x", double.NaN, double.PositiveInfinity, BandSource.Paper).Passed);
        Assert.True(Check.Near("x", -10.5, -10, 0.05).Passed);
        Assert.False(Check.Near("x", -10.6, -10, 0.05).Passed);
        Assert.False(Check.Holds("x", false, BandSource.Paper).Passed);
    }
}
