using Basin.Training.Rules;

namespace Basin.Training.Tests.Rules;

/// <summary>On L = ½ a θ² every rule is a linear recurrence that can be written down apart from the code.</summary>
public sealed class ClosedFormTests
{
    private const double Rate = 0.2;
    private const double Curvature = 1.5;
    private const double Momentum = 0.8;
    private const double Decay = 0.1;

    private static double[] Path(Rule<double> rule, int steps)
    {
        var (theta, state) = (new[] { 1.0 }, new double[rule.StateLength(1)]);
        var path = new List<double> { 1 };
        for (var step = 0; step < steps; step++)
        {
            rule.Step(Rate, theta, new[] { Curvature * theta[0] }, state);
            path.Add(theta[0]);
        }

        return [.. path];
    }

    [Fact]
    public void Descent_shrinks_by_one_minus_rate_times_curvature()
    {
        var path = Path(new Descent<double>(), 20);
        for (var k = 0; k <= 20; k++) Assert.Equal(Math.Pow(1 - (Rate * Curvature), k), path[k], 1e-14);
    }

    [Fact]
    public void Weight_decay_adds_to_the_curvature()
    {
        var path = Path(new WeightDecay<double>(Decay, new Descent<double>()), 20);
        for (var k = 0; k <= 20; k++) Assert.Equal(Math.Pow(1 - (Rate * (Curvature + Decay)), k), path[k], 1e-14);
    }

    [Fact]
    public void Heavy_ball_is_polyaks_three_term_recurrence()
    {
        var path = Path(new HeavyBall<double>(Momentum), 30);
        for (var k = 1; k < 30; k++)
        {
            var expected = path[k] - (Rate * Curvature * path[k]) + (Momentum * (path[k] - path[k - 1]));
            Assert.Equal(expected, path[k + 1], 1e-14);
        }
    }

    [Fact]
    public void Nesterov_is_a_gradient_step_from_the_point_looked_ahead_to()
    {
        var path = Path(new Nesterov<double>(Momentum), 30);
        var (x, y) = (1.0, 1.0);
        for (var k = 0; k < 30; k++)
        {
            var next = y - (Rate * Curvature * y);
            (x, y) = (next, next + (Momentum * (next - x)));
            Assert.Equal(y, path[k + 1], 1e-14);
        }
    }

    [Fact]
    public void Heavy_ball_is_stable_up_to_two_times_one_plus_momentum_over_curvature()
    {
        var limit = 2 * (1 + Momentum) / Curvature;
        Assert.True(Excursion(0.99 * limit) < 1e-3);
        Assert.True(Excursion(1.01 * limit) > 1e3);
    }

    private static double Excursion(double rate)
    {
        var rule = new HeavyBall<double>(Momentum);
        var (theta, state) = (new[] { 1.0 }, new double[1]);
        for (var step = 0; step < 2000; step++) rule.Step(rate, theta, new[] { Curvature * theta[0] }, state);
        return Math.Abs(theta[0]);
    }
}
