using Basin.Analysis.Estimators;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using Basin.Models.Losses;
using Basin.Numerics.Random;

namespace Basin.Analysis.Tests.Regularization;

/// <summary>The numbers of Damian, Ma and Lee, Label noise SGD provably prefers flat global minimizers (2021).</summary>
public sealed class DamianPaperTests
{
    private static readonly Seed _seed = new(21);

    // The last row is ours: the paper has no Nesterov momentum, and the published hits are those of the heavy ball.
    [Theory]
    [InlineData(0.05, 0.2, 0, false, 5746, 12248, 18810, 6287)]
    [InlineData(0.2, 0.05, 0, false, 4124, 9338, 14793, 6287)]
    [InlineData(0.3, 0.05, 0, false, 1352, 3288, 5384, 2794)]
    [InlineData(0.4, 0.03, 0, false, 1362, 3790, 6553, 4366)]
    [InlineData(0.1, 0.05, 0.5, false, 5566, 11925, 18364, 6287)]
    [InlineData(0.05, 0.03, 0.9, false, 2668, 5648, 8642, 2794)]
    [InlineData(0.2, 0.05, 0.5, true, 0, 0, 0, 0)]
    public void Label_noise_walks_along_the_minima_as_fast_as_R_says(double rate, double sigma, double beta, bool nesterov, int first, int second, int third, int byTrace)
    {
        var rule = new MomentumRule(beta, nesterov);
        var lambda = LabelNoise.Strength(Settings(rate, beta, sigma));
        var regularizer = new LabelNoiseRegularizer(rule, rate);
        double Slope(double h) => (regularizer.At(h + 1e-4) - regularizer.At(h - 1e-4)) / 2e-4;
        var theory = Hits(h => Slope(h), rule.EffectiveRate(rate) * lambda);
        var trace = Hits(_ => 0.25, rule.EffectiveRate(rate) * lambda);
        if (first > 0)
        {
            // Published as whole steps.
            foreach (var (hit, published) in theory.Zip([first, second, third])) Assert.InRange(hit, published - 1.5, published + 1.5);
            Assert.InRange(trace[0], byTrace - 1.5, byTrace + 1.5);
        }

        var seen = Simulate(rule, rate, sigma, runs: 400, steps: (int)(1.03 * theory[2]));
        for (var i = 0; i < 3; i++) Assert.InRange(seen[i] / theory[i], 0.98, 1.02);
        if (rate == 0.4) Assert.InRange(trace[0] / seen[0], 2, 4);
    }

    [Fact]
    public void The_variance_of_the_prediction_and_the_shift_of_the_mean_are_those_of_the_stationary_covariance()
    {
        const double rate = 0.3, sigma = 0.1;
        var lambda = LabelNoise.Strength(Settings(rate, 0, sigma));
        var curvature = StationaryCovariance.Of([2], [sigma * sigma * 2], 1, rate, MomentumRule.None)[0];
        Assert.Equal(lambda / (2 - (2 * rate)), curvature, 15);

        // Two paths with opposite noise: what is odd in it cancels in the mean, and the shift is what remains.
        var toys = new[] { sigma, -sigma }.Select(s => new Hyperbola(MomentumRule.None, rate, s, _seed.Stream("balanced"))).ToArray();
        foreach (var toy in toys) toy.Start(1, 1);
        const int steps = 2_000_000;
        var (shift, variance) = (0.0, 0.0);
        for (var t = 0; t < steps; t++)
        {
            foreach (var toy in toys)
            {
                toy.Step();
                shift += (toy.First - 1) / (2 * steps);
                variance += toy.Residual * toy.Residual / (2 * steps);
            }
        }

        // L‴ = 3√2 along the normal drives the mean by −½L‴S/H there.
        Assert.InRange(variance / (2 * curvature), 0.98, 1.02);
        Assert.InRange(variance / 4.286e-3, 0.98, 1.02);
        Assert.InRange(shift / (-0.75 * curvature), 0.98, 1.02);
        Assert.InRange(shift / -1.607e-3, 0.98, 1.02);
    }

    [Fact]
    public void R_lies_between_a_quarter_of_the_trace_and_a_quarter_of_the_norm()
    {
        double[] spectrum = [3, 2, 0.5, 0.1];
        double R(double rate) => spectrum.Sum(new LabelNoiseRegularizer(MomentumRule.None, rate).At);
        var quarter = spectrum.Sum() / 4;
        foreach (var rate in new[] { 1e-2, 1e-3, 1e-4 })
        {
            // −log(1 − x)/(2η) = h/4·(1 + x/2 + …) with x = ηh/2.
            var expected = rate / 4 * spectrum.Sum(h => h * h) / spectrum.Sum();
            Assert.InRange(((R(rate) / quarter) - 1) / expected, 1, 1.02);
        }

        Assert.All(new[] { 0.01, 0.3, 0.66 }, rate => Assert.True(R(rate) > quarter));

        // With η = (2 − ν)/λ₁ the term of λ₁ is all that grows, as (λ₁/4)·log(2/ν).
        double Near(double nu) => R((2 - nu) / 3);
        Assert.Equal(3.0 / 4, (Near(1e-9) - Near(1e-6)) / Math.Log(1e3), 5);
    }

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(0.5, false)]
    [InlineData(0.5, true)]
    [InlineData(0, false)]
    public void R_is_what_the_variance_along_an_eigenvector_integrates_to(double beta, bool nesterov)
    {
        var rule = new MomentumRule(beta, nesterov);
        var (rate, regularizer) = (0.2, new LabelNoiseRegularizer(rule, 0.2));
        foreach (var h in new[] { 1e-8, 0.1, 1, 0.99 * regularizer.Limit })
        {
            // λR′ = ½S, S = η²(1/B)·h·response.
            var slope = (regularizer.At(h * (1 + 1e-5)) - regularizer.At(h * (1 - 1e-5))) / (2e-5 * h);
            var variance = rate * rate * h * rule.Response(rate * h, rate * h);
            Assert.Equal(1, rate / (1 - beta) * slope / (variance / 2), 4);
        }

        Assert.Equal(0.25, regularizer.At(1e-9) / 1e-9, 6);
        Assert.Equal(double.PositiveInfinity, regularizer.At(regularizer.Limit));
        Assert.Equal(double.PositiveInfinity, regularizer.At(2 * regularizer.Limit));
        Assert.InRange(regularizer.At(-1), -0.3, -0.1);
    }

    private static RegularizationSettings Settings(double rate, double beta, double sigma) =>
        new() { LearningRate = rate, Batch = 1, Examples = 1, Momentum = beta, Loss = LossKind.SquaredError, LabelNoise = sigma };

    // d log|D|/dt = −4·speed·R′(g) with g = √(D² + 4), the only eigenvalue; from D = 3.75.
    private static double[] Hits(Func<double, double> slope, double speed)
    {
        const int parts = 2000;
        double Time(double from, double to)
        {
            // Simpson's rule in log D.
            var (sum, h) = (0.0, Math.Log(from / to) / parts);
            for (var i = 0; i <= parts; i++)
            {
                var d = to * Math.Exp(i * h);
                sum += (i is 0 or parts ? 1 : i % 2 == 1 ? 4 : 2) / slope(Math.Sqrt((d * d) + 4));
            }

            return sum * h / 3 / (4 * speed);
        }

        return [Time(3.75, 2), Time(3.75, 1), Time(3.75, 0.5)];
    }

    // The steps at which the geometric mean of |D| over runs falls below 2, 1 and ½.
    private static double[] Simulate(MomentumRule rule, double rate, double sigma, int runs, int steps)
    {
        var logs = new double[steps + 1];
        for (var run = 0; run < runs; run++)
        {
            var toy = new Hyperbola(rule, rate, sigma, _seed.Stream($"hyperbola/{rate}/{rule.Beta}", run));
            toy.Start(2, 0.5);
            for (var t = 1; t <= steps; t++)
            {
                toy.Step();
                if (t % 8 == 0) logs[t] += Math.Log(Math.Abs(toy.Imbalance)) / runs;
            }
        }

        return [.. new[] { 2, 1, 0.5 }.Select(level => 8.0 * Enumerable.Range(1, steps / 8).First(t => logs[8 * t] < Math.Log(level)))];
    }
}
