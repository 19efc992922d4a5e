using Basin.Training.Distillation;

namespace Basin.Training.Tests.Distillation;

public sealed class BoundsTests
{
    [Theory]
    [InlineData(1, 20, 19, 19)]
    [InlineData(1.5, 20, 14, 12.7)]
    [InlineData(2, 80, 42, 39.5)]
    [InlineData(5, 20, 6, 3.8)]
    [InlineData(20, 80, 7, 3.95)]
    public void Guaranteed_rounds_have_known_numbers(double kappa, double ratio, int recursion, double simple)
    {
        Assert.Equal(recursion, DistillationBounds.RoundsByRecursion(ratio, kappa));
        Assert.Equal(simple, DistillationBounds.Rounds(ratio, kappa), 0.05);
        Assert.Equal((int)ratio - 1, DistillationBounds.RoundsAnyway(ratio));
    }

    [Fact]
    public void The_geometric_bound_is_the_iterated_tangent_and_lies_below_the_curve()
    {
        const double Kappa = 3, Start = 12;
        double Curve(double r) => r * (r - 1) / (r - 1 + Kappa);
        Assert.Equal(Curve(Start), DistillationBounds.Ratio(Start, Kappa, 1), 1e-13);
        var r = Start;
        for (var t = 1; r > 1; t++)
        {
            r = Curve(r);
            Assert.True(DistillationBounds.Ratio(Start, Kappa, t) <= r + 1e-12);
        }

        Assert.Equal(Start - 4, DistillationBounds.Ratio(Start, 1, 4), 1e-12);
    }

    [Fact]
    public void The_ratio_of_a_filter_is_bounded_by_the_smallest_multiplier_it_can_have()
    {
        // One round with the smallest c of the bracket reaches the bound.
        var c = Multiplier.Bracket(9, 0.1, 1).Low;
        Assert.Equal((1 / (1 + c)) / (0.4 / (0.4 + c)), DistillationBounds.FilterRatio(9, 0.1, 0.4, 1, 1), 1e-14);
    }

    [Fact]
    public void The_sparsity_index_is_the_least_ratio_of_neighbours()
    {
        Assert.Equal(2, Sparsity.Index([0.01, 0.1, 0.3, 0.6]), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsity.Index([1]));
    }

    [Fact]
    public void Early_stopping_evens_out_and_keeps_the_digits_of_small_times()
    {
        double[] d = [1e-9, 1e-3, 1];
        Assert.All(Sparsity.EarlyStopping(d, 1e-3).Zip(d), pair => Assert.Equal(1 - (pair.Second * 5e-4), pair.First / (1e-3 * pair.Second), 1e-6));
        Assert.Equal(1 - Math.Exp(-1000), Sparsity.EarlyStopping(d, 1e6)[1], 1e-15);
        Assert.True(Sparsity.Index(Sparsity.EarlyStopping(d, 1).AsSpan()) > Sparsity.Index(Sparsity.EarlyStopping(d, 1e4).AsSpan()));
    }
}
