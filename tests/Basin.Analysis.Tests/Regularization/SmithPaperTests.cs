using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;
using MathNet.Numerics.LinearAlgebra;

namespace Basin.Analysis.Tests.Regularization;

/// <summary>The orders of accuracy of Smith, Dherin, Barrett and De (2021) and of Barrett and Dherin (2021), by complete enumeration.</summary>
public sealed class SmithPaperTests
{
    private const int Batches = 4;
    private static readonly QuadraticBatches _quadratics = new(dimension: 3, Batches, seed: 2);
    private static readonly int[][][] _shuffles = [.. Orders.Shuffles(Batches).Select(order => Orders.Batches(order, 1))];
    private static readonly int[][][] _sequences = [.. Orders.Sequences(Batches, Batches).Select(order => Orders.Batches(order, 1))];

    public enum Theory
    {
        Flow,
        Descent,
        Full,
    }

    [Theory]
    [InlineData(Theory.Flow, false, 2, 1)]
    [InlineData(Theory.Descent, false, 2, 1)]
    [InlineData(Theory.Full, false, 3, 2)]
    [InlineData(Theory.Flow, true, 2, 1)]
    [InlineData(Theory.Descent, true, 3, 2)]
    public void The_mean_of_SGD_on_quadratics_follows_the_modified_loss_to_its_order(Theory theory, bool replacement, int epochOrder, int horizonOrder)
    {
        double Error(double rate, int epochs)
        {
            var path = _quadratics.After(_quadratics.Epoch(MomentumRule.None, rate, replacement ? _sequences : _shuffles), epochs);
            return (path - _quadratics.Flow(Coefficients(theory, MomentumRule.None, rate, replacement), epochs * Batches * rate)).L2Norm();
        }

        Assert.InRange(Orders.Slopes(rate => Error(rate, 1), 0.08, 6)[^1], epochOrder - 0.05, epochOrder + 0.05);
        Assert.InRange(Orders.Slopes(rate => Error(rate, (int)Math.Round(1.28 / Batches / rate)), 0.08, 6)[^1], horizonOrder - 0.05, horizonOrder + 0.05);
    }

    [Fact]
    public void With_replacement_the_noise_term_is_wrong()
    {
        var shuffling = Orders.Slopes(
            rate => (_quadratics.After(_quadratics.Epoch(MomentumRule.None, rate, _sequences), 1)
                - _quadratics.Flow(Coefficients(Theory.Full, MomentumRule.None, rate, replacement: false), Batches * rate)).L2Norm(),
            0.08, 6);
        Assert.InRange(shuffling[^1], 1.9, 2.1);
    }

    // With momentum the first steps lag, so that the slow modes of an epoch and its fixed point are compared instead of a path.
    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.5, false, false)]
    [InlineData(0.8, false, false)]
    [InlineData(0.5, true, false)]
    [InlineData(0.8, true, false)]
    [InlineData(0.8, false, true)]
    [InlineData(0.8, true, true)]
    public void With_momentum_too_the_theory_gains_an_order(double beta, bool nesterov, bool replacement)
    {
        var rule = new MomentumRule(beta, nesterov);
        (double Modes, double Settled) Errors(double rate, Theory theory)
        {
            var epoch = _quadratics.Epoch(rule, rate, replacement ? _sequences : _shuffles);
            var linear = epoch.SubMatrix(0, 6, 0, 6);
            var rest = (Matrix<double>.Build.DenseIdentity(6) - linear).Solve(epoch.Column(6, 0, 6)).SubVector(0, 3);
            var modes = linear.Evd().EigenValues.Select(value => value.Real).OrderDescending().Take(3).Select(value => -Math.Log(value) / (Batches * rule.EffectiveRate(rate)));
            var (hessian, slope) = _quadratics.Modified(Coefficients(theory, rule, rate, replacement));
            var expected = hessian.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order();
            return (modes.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), (rest - hessian.Solve(slope)).L2Norm());
        }

        var full = Enumerable.Range(5, 3).Select(k => Errors(0.08 / Math.Pow(2, k), Theory.Full)).ToArray();
        var flow = Enumerable.Range(5, 3).Select(k => Errors(0.08 / Math.Pow(2, k), Theory.Flow)).ToArray();
        Assert.InRange(Math.Log2(full[1].Modes / full[2].Modes), 1.85, 2.2);
        Assert.InRange(Math.Log2(flow[1].Modes / flow[2].Modes), 0.9, 1.15);
        if (replacement)
        {
            // Independent batches leave the mean of a quadratic exactly where full-batch descent goes.
            Assert.InRange(full[2].Settled, 0, 1e-9);
            return;
        }

        Assert.InRange(Math.Log2(full[1].Settled / full[2].Settled), 1.85, 2.2);
        Assert.InRange(Math.Log2(flow[1].Settled / flow[2].Settled), 0.9, 1.15);
    }

    [Fact]
    public void With_batches_composed_at_random_the_noise_of_single_examples_is_what_counts()
    {
        // Six examples in three batches of two: all 720 shuffles are all compositions in all orders.
        var examples = new QuadraticBatches(dimension: 2, parts: 6, seed: 4);
        int[][][] shuffles = [.. Orders.Shuffles(6).Select(order => Orders.Batches(order, 2))];
        double Error(double rate, Theory theory)
        {
            var settings = new RegularizationSettings { LearningRate = rate, Batch = 2, Examples = 6, Loss = Models.Losses.LossKind.SquaredError };
            var full = settings.Coefficients(2) with { Noise = settings.Coefficients(2).Noise * settings.NoiseFactor(2) };
            var coefficients = theory switch { Theory.Full => full, Theory.Descent => full with { Noise = 0 }, _ => default };
            var path = examples.After(examples.Epoch(MomentumRule.None, rate, shuffles), (int)Math.Round(1.2 / 3 / rate));
            return (path - examples.Flow(coefficients, 1.2)).L2Norm();
        }

        Assert.InRange(Orders.Slopes(rate => Error(rate, Theory.Full), 0.05, 3)[^1], 1.85, 2.15);
        Assert.InRange(Orders.Slopes(rate => Error(rate, Theory.Descent), 0.05, 3)[^1], 0.9, 1.1);
        Assert.InRange(Orders.Slopes(rate => Error(rate, Theory.Flow), 0.05, 3)[^1], 0.9, 1.1);
    }

    [Fact]
    public void One_epoch_of_a_nonlinear_model_follows_the_modified_loss_to_its_order()
    {
        var model = new TanhRegression(examples: 8, batch: 2);
        (double Error, double Spread) Measure(double rate, Theory theory) => model.Epoch(rate, Coefficients(theory, MomentumRule.None, rate, false));
        double Last(Theory theory) => Orders.Slopes(rate => Measure(rate, theory).Error, 0.02, 4)[^1];
        Assert.InRange(Last(Theory.Flow), 1.95, 2.05);
        Assert.InRange(Last(Theory.Descent), 1.95, 2.05);
        Assert.InRange(Last(Theory.Full), 2.93, 3.05);
        Assert.InRange(Orders.Slopes(rate => Measure(rate, Theory.Flow).Spread, 0.02, 4)[^1], 1.95, 2.05);
    }

    // E = ½(ab − 0.6)² from (2.8, 3.5), T = 20.
    [Theory]
    [InlineData(0.02, 7.5e-2, 1.7e-2, -4.0962, -4.167)]
    [InlineData(0.01, 3.5e-2, 4.2e-3, double.NaN, double.NaN)]
    [InlineData(0.005, 1.7e-2, 1.1e-3, double.NaN, double.NaN)]
    public void The_companion_s_toy_comes_out_as_published(double rate, double flowError, double modifiedError, double descentInvariant, double modifiedInvariant)
    {
        const double time = 20;
        var coefficient = ShufflingCoefficients.Of(MomentumRule.None, rate, 1, replacement: false).Gradient;
        var (a, b, invariant) = (2.8, 3.5, (2.8 * 2.8) - (3.5 * 3.5));
        for (var t = 0; t < (int)Math.Round(time / rate); t++)
        {
            var r = (a * b) - 0.6;
            invariant *= 1 - (rate * rate * r * r);
            (a, b) = (a - (rate * r * b), b - (rate * r * a));
            Assert.Equal(invariant, (a * a) - (b * b), 9);
        }

        var flow = Toy(0, time);
        var modified = Toy(coefficient, time);
        Assert.InRange(Distance(flow) / flowError, 0.95, 1.05);
        Assert.InRange(Distance(modified) / modifiedError, 0.95, 1.05);
        Assert.Equal(-4.41, (flow.A * flow.A) - (flow.B * flow.B), 6);
        if (double.IsNaN(descentInvariant)) return;
        Assert.Equal(descentInvariant, invariant, 4);
        Assert.Equal(modifiedInvariant, (modified.A * modified.A) - (modified.B * modified.B), 3);

        double Distance((double A, double B) other) => double.Hypot(a - other.A, b - other.B);
    }

    [Fact]
    public void The_noise_seen_with_momentum_is_the_mean_over_pairs_of_batches()
    {
        foreach (var nesterov in new[] { false, true })
        {
            foreach (var m in new[] { 2, 5, 40 })
            {
                var seen = new List<double>();
                for (var j = 0; j < m; j++)
                    for (var k = 0; k < j; k++) seen.Add(1 - Math.Pow(0.7, j - k + (nesterov ? 1 : 0)));
                Assert.Equal(0.1 / 0.3 * seen.Average(), ShufflingCoefficients.Of(new MomentumRule(0.7, nesterov), 0.1, m, false).Noise, 12);
            }
        }

        Assert.Equal(0, ShufflingCoefficients.Of(MomentumRule.None, 0.1, 1, false).Noise);
        Assert.Equal(new ShufflingCoefficients(0.1, 0.1), ShufflingCoefficients.Of(MomentumRule.None, 0.1, 7, false));
    }

    private static ShufflingCoefficients Coefficients(Theory theory, MomentumRule rule, double rate, bool replacement)
    {
        var full = ShufflingCoefficients.Of(rule, rate, Batches, replacement);
        return theory switch { Theory.Full => full, Theory.Descent => full with { Noise = 0 }, _ => default };
    }

    // Gradient flow on E + (c/4)‖∇E‖² by Runge-Kutta.
    private static (double A, double B) Toy(double coefficient, double time)
    {
        const int steps = 40_000;
        (double A, double B) Slope((double A, double B) x)
        {
            var r = (x.A * x.B) - 0.6;
            var square = (x.A * x.A) + (x.B * x.B);

            // ‖∇E‖² = r²(a² + b²).
            return (
                -((r * x.B) + (coefficient / 4 * ((2 * r * x.B * square) + (2 * r * r * x.A)))),
                -((r * x.A) + (coefficient / 4 * ((2 * r * x.A * square) + (2 * r * r * x.B)))));
        }

        var point = (A: 2.8, B: 3.5);
        for (var i = 0; i < steps; i++)
        {
            // Most happens at once: times are fourth powers.
            var h = time * (Math.Pow((i + 1.0) / steps, 4) - Math.Pow((double)i / steps, 4));
            var k1 = Slope(point);
            var k2 = Slope((point.A + (h / 2 * k1.A), point.B + (h / 2 * k1.B)));
            var k3 = Slope((point.A + (h / 2 * k2.A), point.B + (h / 2 * k2.B)));
            var k4 = Slope((point.A + (h * k3.A), point.B + (h * k3.B)));
            point = (point.A + (h / 6 * (k1.A + (2 * k2.A) + (2 * k3.A) + k4.A)), point.B + (h / 6 * (k1.B + (2 * k2.B) + (2 * k3.B) + k4.B)));
        }

        return point;
    }
}
