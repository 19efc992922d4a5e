using Basin.Numerics.Random;
using Basin.Training.Noise;
using Basin.Training.Rules;

namespace Basin.Training.Tests.Noise;

public sealed class StationaryNoiseTests
{
    private const int Parameters = 20_000;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    public void Decay_and_noise_alone_keep_the_standard_deviation(double momentum)
    {
        const double rate = 0.5, decay = 0.2, deviation = 0.7;
        var noise = new StationaryNoise<double>(deviation, rate, decay, momentum, Parameters, new Seed(1));
        Rule<double> inner = momentum == 0 ? new Descent<double>() : new HeavyBall<double>(momentum);
        var rule = new WeightDecay<double>(decay, inner);
        var (theta, gradient, state) = (new double[Parameters], new double[Parameters], new double[rule.StateLength(Parameters)]);
        for (var step = 0; step < 150; step++)
        {
            Array.Clear(gradient);
            noise.Add(step, rate, gradient);
            rule.Step(rate, theta, gradient, state);
        }

        // Five standard errors of the standard deviation of 20,000 Gaussians.
        var measured = Math.Sqrt(theta.Average(t => t * t));
        Assert.InRange(measured / deviation, 1 - (5 / Math.Sqrt(2.0 * Parameters)), 1 + (5 / Math.Sqrt(2.0 * Parameters)));
    }

    [Fact]
    public void Without_momentum_it_is_the_formula_of_the_paper()
    {
        var noise = new StationaryNoise<double>(1, 100, 2e-4, 0, 1, new Seed(1));
        Assert.Equal(Math.Sqrt(1 - (0.98 * 0.98)) / 100, noise.Deviation, 1e-15);
    }

    [Fact]
    public void A_step_draws_the_same_again()
    {
        var noise = new StationaryNoise<float>(1, 0.1, 0.1, 0, 33, new Seed(1));
        var (once, other, again) = (new float[33], new float[33], new float[33]);
        noise.Add(5, 0.1, once);
        noise.Add(6, 0.1, other);
        noise.Add(5, 0.1, again);
        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
    }

    [Fact]
    public void A_decay_that_diverges_alone_is_refused() =>
        Assert.Contains("must be below 2", Assert.Throws<ArgumentException>(() => new StationaryNoise<double>(1, 10, 0.2, 0, 1, new Seed(1))).Message, StringComparison.Ordinal);
}
