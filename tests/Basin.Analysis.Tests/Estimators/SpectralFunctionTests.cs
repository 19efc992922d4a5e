using Basin.Analysis.Estimators;

namespace Basin.Analysis.Tests.Estimators;

public sealed class SpectralFunctionTests
{
    [Theory]
    [InlineData(1e-4)]
    [InlineData(-1e-4)]
    [InlineData(3.7e-9)]
    [InlineData(-1.3e-12)]
    [InlineData(1e-17)]
    [InlineData(5e-324)]
    public void The_logarithm_keeps_its_digits_near_zero(double x)
    {
        // The series, of which the first term left out is below the rounding.
        var expected = x - (x * x * (0.5 - (x * ((1.0 / 3) - (x * (0.25 - (x / 5)))))));
        Assert.Equal(expected, SpectralFunction.LogOnePlus(1)(x), 4e-16 * Math.Abs(x));
        Assert.Equal(expected, SpectralFunction.LogOnePlus(-1)(-x), 4e-16 * Math.Abs(x));
    }

    [Theory]
    [InlineData(1, 0.6931471805599453)]
    [InlineData(-0.5, -0.6931471805599453)]
    [InlineData(1e300, 690.7755278982137)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1, double.NegativeInfinity)]
    [InlineData(-2, double.NegativeInfinity)]
    public void The_logarithm_is_right_elsewhere_and_infinite_outside_its_domain(double x, double expected) =>
        Assert.Equal(expected, SpectralFunction.LogOnePlus(1)(x), 1e-13);
}
