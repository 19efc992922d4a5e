using Basin.Experiments.Figures;

namespace Basin.Experiments.Tests.Figures;

public sealed class TicksTests
{
    public static TheoryData<double, double, int, double[]> LinearCases => new()
    {
        { 0, 10, 5, [0, 2, 4, 6, 8, 10] },
        { 0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1] },
        { 0.05, 0.35, 6, [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35] },
        { -3, 4, 4, [-2, 0, 2, 4] },
        { 91.3, 94.6, 5, [92, 93, 94] },
        { 0, 60000, 6, [0, 10000, 20000, 30000, 40000, 50000, 60000] },
    };

    [Theory, MemberData(nameof(LinearCases))]
    public void Linear_ticks_are_round_numbers_inside_the_range(double minimum, double maximum, int wanted, double[] ticks) =>
        Assert.Equal(ticks, Ticks.Linear(minimum, maximum, wanted));

    [Fact]
    public void Whole_axes_have_whole_ticks() => Assert.Equal([1, 2, 3], Ticks.Linear(0.9, 3.1, 6, isWhole: true));

    [Fact]
    public void Log_ticks_are_powers_of_ten_with_parts_where_there_are_few()
    {
        Assert.Equal([1e-4, 1e-2, 1, 100], Ticks.Log(1e-4, 1e3, 4), (a, b) => Math.Abs((a / b) - 1) < 1e-12);
        Assert.Equal([1, 2, 5, 10], Ticks.Log(0.87, 15, 5), (a, b) => Math.Abs((a / b) - 1) < 1e-12);
        Assert.Equal([0.1, 0.2, 0.5, 1, 2, 5, 10], Ticks.Log(0.1, 10, 5), (a, b) => Math.Abs((a / b) - 1) < 1e-12);
    }

    [Fact]
    public void A_narrow_logarithmic_range_has_round_numbers() => Assert.Equal([1.2, 1.4, 1.6, 1.8], Ticks.Log(1.1, 1.9, 5));

    [Fact]
    public void Symlog_ticks_are_zero_and_powers_of_both_signs()
    {
        Assert.Equal([-10, -1, 0, 1, 10, 100], Ticks.Symlog(-30, 250, 0.1, 10), (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Abs(b));
        Assert.Equal([-1, 0, 1, 100], Ticks.Symlog(-30, 250, 0.1, 5), (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Abs(b));
        Assert.Equal([0, 1, 100], Ticks.Symlog(-0.01, 250, 0.1, 5).Where(tick => tick >= 0));
    }

    [Fact]
    public void A_symlog_range_inside_its_linear_part_has_round_numbers() => Assert.Equal([-2, -1, 0, 1, 2], Ticks.Symlog(-2, 2, 10, 5));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.25, "−0.25")]
    [InlineData(1500, "1,500")]
    [InlineData(1e-5, "10⁻⁵")]
    [InlineData(3e-5, "3×10⁻⁵")]
    [InlineData(2.5e7, "2.5×10⁷")]
    public void Numbers_are_written_as_readers_like_them(double value, string text) => Assert.Equal(text, Ticks.Text(value));
}
