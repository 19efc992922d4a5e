using Basin.Numerics.Random;
using Basin.Training.Flows;

namespace Basin.Training.Tests.Flows;

public sealed class LogEulerTests
{
    [Fact]
    public void With_constant_rates_every_path_is_the_exact_one_whatever_the_step()
    {
        var flow = new LogEuler(new Geometric([0.3, -0.1], [0.5, 1.2]));
        double[] point = [2, 0.5];
        flow.Run(point, 0.25, 8, new Seed(1).Stream("path"));
        var noise = new double[2];
        var path = new double[2];
        var chance = new Seed(1).Stream("path");
        for (var step = 0; step < 8; step++)
        {
            chance.FillGaussian<double>(noise);
            for (var i = 0; i < 2; i++) path[i] += 0.5 * noise[i];
        }

        Assert.Equal(2 * Math.Exp(((0.3 - 0.125) * 2) + (0.5 * path[0])), point[0], 1e-12);
        Assert.Equal(0.5 * Math.Exp(((-0.1 - 0.72) * 2) + (1.2 * path[1])), point[1], 1e-12);
    }

    [Fact]
    public void Huge_steps_leave_everything_positive()
    {
        var flow = new LogEuler(new Geometric([-3], [2]));
        double[] point = [1];
        flow.Run(point, 2, 20, new Seed(2).Stream("path"));
        Assert.True(point[0] > 0);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.1)]
    public void The_mean_of_logistic_growth_without_drift_in_its_capacity_comes_out_to_first_order(double step)
    {
        // dx = x(1 − x)dt + σx dW: by Itô the mean of 1 − x is that of d log x/dt + σ²/2, which after long times means E x = 1 − σ²/2.
        const double Sigma = 0.5;
        var flow = new LogEuler(new NoisyGrowth(Sigma));
        var (sum, count) = (0.0, 0);
        double[] point = [1];
        var chance = new Seed(3).Stream("path");
        for (var i = 0; i < 40_000; i++)
        {
            flow.Run(point, step, 1, chance);
            if (i < 1000) continue;
            sum += point[0];
            count++;
        }

        // The logarithm's mean change is exactly (1 − x − σ²/2)h a step, so even long steps give this mean; the path wanders by about 0.36.
        Assert.Equal(1 - (Sigma * Sigma / 2), sum / count, 4 * 0.5 / Math.Sqrt(count * step));
    }

    [Fact]
    public void A_number_that_is_not_positive_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogEuler(new Geometric([0], [1])).Run(new double[1], 0.1, 1, new Seed(1).Stream("path")));

    private sealed class Geometric(double[] rates, double[] sigmas) : PositiveDiffusion(rates.Length, rates.Length)
    {
        public override void Evaluate(ReadOnlySpan<double> point, ReadOnlySpan<double> noise, Span<double> rate, Span<double> shake, Span<double> variance)
        {
            for (var i = 0; i < rates.Length; i++)
                (rate[i], shake[i], variance[i]) = (rates[i], sigmas[i] * noise[i], sigmas[i] * sigmas[i]);
        }
    }

    private sealed class NoisyGrowth(double sigma) : PositiveDiffusion(1, 1)
    {
        public override void Evaluate(ReadOnlySpan<double> point, ReadOnlySpan<double> noise, Span<double> rate, Span<double> shake, Span<double> variance) =>
            (rate[0], shake[0], variance[0]) = (1 - point[0], sigma * noise[0], sigma * sigma);
    }
}
