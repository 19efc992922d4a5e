using Basin.Numerics.Random;
using Basin.Training.Distillation;

namespace Basin.Training.Tests.Distillation;

public sealed class SelfDistillationTests
{
    private const double Tolerance = 0.03;
    private static readonly double[] _points = [.. Enumerable.Range(1, 7).Select(k => k / 8.0)];
    private static readonly double[] _gram = new BendingKernel().Matrix(_points, _points, 1);
    private static readonly KernelSpectrum _spectrum = new(_gram, 7);

    private static double[] Targets(int outputs, ulong seed = 1)
    {
        var targets = new double[7 * outputs];
        new Seed(seed).Stream("targets").FillGaussian(targets.AsSpan());
        return targets;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_round_spends_its_tolerance_exactly(int outputs)
    {
        var before = Targets(outputs);
        var distillation = new SelfDistillation(_spectrum, before, outputs, Tolerance);
        Assert.InRange(distillation.Rounds.Length, 3, 100);
        for (var t = 0; t < distillation.Rounds.Length; t++)
        {
            var outputsNow = distillation.Outputs(t);
            Assert.Equal(Tolerance, before.Zip(outputsNow, (a, b) => (a - b) * (a - b)).Sum() / 7, 1e-13);
            before = outputsNow;
        }

        Assert.True(distillation.IsCollapsed);
        Assert.True(before.Sum(a => a * a) <= 7 * Tolerance);
    }

    [Fact]
    public void A_round_is_the_regression_that_its_definition_says()
    {
        // (cI + G)α = y and f = Gα, checked by putting α back in: no decomposition is used.
        var before = Targets(1);
        var distillation = new SelfDistillation(_spectrum, before, 1, Tolerance);
        for (var t = 0; t < distillation.Rounds.Length; t++)
        {
            var (c, f) = (distillation.Rounds[t].Multiplier, distillation.Outputs(t));
            double[] alpha = [.. before.Zip(f, (y, fit) => (y - fit) / c)];
            for (var i = 0; i < 7; i++) Assert.Equal(f[i], Enumerable.Range(0, 7).Sum(j => _gram[(i * 7) + j] / 7 * alpha[j]), 1e-12);
            before = f;
        }
    }

    [Fact]
    public void Predictions_at_the_training_points_are_the_outputs_and_between_them_solve_the_equation_of_the_beam()
    {
        var distillation = new SelfDistillation(_spectrum, Targets(2), 2, Tolerance);
        var round = distillation.Rounds.Length / 2;
        Assert.All(distillation.Predict(round, _gram).Zip(distillation.Outputs(round)), pair => Assert.Equal(pair.Second, pair.First, 1e-12));

        // Between training points f is a cubic: its fourth differences are 0.
        double[] between = [.. Enumerable.Range(0, 5).Select(i => 0.26 + (0.02 * i))];
        var f = distillation.Predict(round, new BendingKernel().Matrix(between, _points, 1));
        for (var o = 0; o < 2; o++) Assert.Equal(0, f[o] - (4 * f[2 + o]) + (6 * f[4 + o]) - (4 * f[6 + o]) + f[8 + o], 1e-13);
    }

    [Fact]
    public void One_regression_with_the_modified_spectrum_gives_every_round()
    {
        var distillation = new SelfDistillation(_spectrum, Targets(1), 1, Tolerance);
        var first = distillation.Rounds[0].Multiplier;
        foreach (var round in distillation.Rounds)
        {
            for (var k = 0; k < 7; k++)
            {
                Assert.Equal(round.Filter[k], round.ModifiedSpectrum[k] / (round.ModifiedSpectrum[k] + first), 1e-13);
                Assert.InRange(round.ModifiedSpectrum[k], 0, _spectrum.Values[k] * (1 + 1e-12));
            }
        }
    }

    [Fact]
    public void Scaling_the_targets_and_the_root_of_the_tolerance_scales_the_rounds()
    {
        var small = new SelfDistillation(_spectrum, Targets(1), 1, Tolerance);
        var large = new SelfDistillation(_spectrum, [.. Targets(1).Select(y => 8 * y)], 1, 64 * Tolerance);
        Assert.Equal(small.Rounds.Length, large.Rounds.Length);
        for (var t = 0; t < small.Rounds.Length; t++)
            Assert.All(small.Outputs(t).Zip(large.Outputs(t)), pair => Assert.Equal(8 * pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Turning_the_outputs_into_each_other_turns_the_fits()
    {
        // One c for all outputs knows nothing of their axes.
        var targets = Targets(2);
        var (cos, sin) = (Math.Cos(0.7), Math.Sin(0.7));
        double[] Turn(double[] y) => [.. Enumerable.Range(0, 7).SelectMany(i => new[] { (cos * y[2 * i]) - (sin * y[(2 * i) + 1]), (sin * y[2 * i]) + (cos * y[(2 * i) + 1]) })];
        var straight = new SelfDistillation(_spectrum, targets, 2, Tolerance);
        var turned = new SelfDistillation(_spectrum, Turn(targets), 2, Tolerance);
        Assert.Equal(straight.Rounds.Length, turned.Rounds.Length);
        Assert.All(Turn(straight.Outputs(2)).Zip(turned.Outputs(2)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Targets_within_the_tolerance_have_no_round_and_a_limit_stops_before_the_collapse()
    {
        var none = new SelfDistillation(_spectrum, Targets(1), 1, Targets(1).Sum(y => y * y) / 7);
        Assert.Empty(none.Rounds);
        Assert.True(none.IsCollapsed);
        var limited = new SelfDistillation(_spectrum, Targets(1), 1, Tolerance, maxRounds: 2);
        Assert.Equal(2, limited.Rounds.Length);
        Assert.False(limited.IsCollapsed);
    }

    [Fact]
    public void Multipliers_grow_and_lie_in_their_brackets()
    {
        var distillation = new SelfDistillation(_spectrum, Targets(1), 1, Tolerance);
        var before = 0.0;
        foreach (var round in distillation.Rounds)
        {
            var (low, high) = Multiplier.Bracket(round.RatioBefore, _spectrum.Values[0], _spectrum.Values[^1]);
            Assert.InRange(round.Multiplier, low, high);
            Assert.True(round.Multiplier > before);
            before = round.Multiplier;
        }
    }

    [Fact]
    public void The_multiplier_of_equal_eigenvalues_is_known()
    {
        // (c/(d + c))²·e = s with e = 4s: c = d.
        Assert.Equal(0.3, Multiplier.Find([0.3, 0.3], [2, 6], 2), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => Multiplier.Find([0.3, 0.3], [2, 6], 8));
    }
}
