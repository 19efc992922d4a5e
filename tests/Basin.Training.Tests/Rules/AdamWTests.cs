using System.Numerics;
using Basin.Numerics.Random;
using Basin.Training.Rules;

namespace Basin.Training.Tests.Rules;

public sealed class AdamWTests
{
    private const double Rate = 0.01, Decay = 0.5, First = 0.9, Second = 0.999, Epsilon = 1e-8;

    [Fact]
    public void Follows_the_formulas_one_number_at_a_time()
    {
        var rule = new AdamW<double>(Decay);
        var (theta, state) = (Numbers<double>(21, 0), new double[rule.StateLength(21)]);
        var (expected, m, v) = ((double[])theta.Clone(), new double[21], new double[21]);
        for (var t = 1; t <= 50; t++)
        {
            var g = Numbers<double>(21, t);
            for (var j = 0; j < 21; j++)
            {
                expected[j] -= Rate * Decay * expected[j];
                m[j] = (First * m[j]) + ((1 - First) * g[j]);
                v[j] = (Second * v[j]) + ((1 - Second) * g[j] * g[j]);
                var mHat = m[j] / (1 - Math.Pow(First, t));
                var vHat = v[j] / (1 - Math.Pow(Second, t));
                expected[j] -= Rate * mHat / (Math.Sqrt(vHat) + Epsilon);
            }

            rule.Step(Rate, theta, g, state);
        }

        Assert.Equal(50, state[42]);
        for (var j = 0; j < 21; j++) Assert.Equal(expected[j], theta[j], 1e-12);
    }

    [Fact]
    public void The_first_step_has_the_length_of_the_rate_whatever_the_scale_of_the_gradient()
    {
        foreach (var scale in new[] { 1e-4, 1, 1e6 })
        {
            var rule = new AdamW<double>();
            double[] theta = [1, 1];
            rule.Step(Rate, theta, new[] { scale, -scale }, new double[rule.StateLength(2)]);
            Assert.Equal(1 - Rate, theta[0], Rate * 1e-3);
            Assert.Equal(1 + Rate, theta[1], Rate * 1e-3);
        }
    }

    [Fact]
    public void Without_a_gradient_the_decay_alone_moves_the_parameters()
    {
        var rule = new AdamW<double>(Decay);
        var (theta, state) = (new[] { 2.0, -3 }, new double[rule.StateLength(2)]);
        for (var t = 0; t < 100; t++) rule.Step(Rate, theta, new double[2], state);
        Assert.Equal(2 * Math.Pow(1 - (Rate * Decay), 100), theta[0], 1e-12);
        Assert.Equal(-3 * Math.Pow(1 - (Rate * Decay), 100), theta[1], 1e-12);
    }

    [Fact]
    public void Descends_a_quadratic()
    {
        var rule = new AdamW<double>();
        var (theta, state) = (new[] { 3.0, -2, 1 }, new double[rule.StateLength(3)]);
        for (var step = 0; step < 3000; step++) rule.Step(0.1 * Math.Pow(0.997, step), theta, theta.Select((t, j) => (j + 1) * t).ToArray(), state);
        Assert.All(theta, t => Assert.InRange(t, -1e-4, 1e-4));
    }

    [Fact]
    public void Vector_and_scalar_lanes_give_the_same_bits()
    {
        AssertLanes<double>();
        AssertLanes<float>();
    }

    [Fact]
    public void Allocates_nothing_and_goes_on_exactly_from_saved_state()
    {
        var rule = new AdamW<float>(Decay);
        var (theta, state) = (Numbers<float>(17, 0), new float[rule.StateLength(17)]);
        for (var t = 1; t < 5; t++) rule.Step(Rate, theta, Numbers<float>(17, t), state);
        var (savedTheta, savedState, gradient) = ((float[])theta.Clone(), (float[])state.Clone(), Numbers<float>(17, 5));
        var before = GC.GetAllocatedBytesForCurrentThread();
        rule.Step(Rate, theta, gradient, state);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        new AdamW<float>(Decay).Step(Rate, savedTheta, Numbers<float>(17, 5), savedState);
        Assert.Equal(theta, savedTheta);
        Assert.Equal(state, savedState);
    }

    [Fact]
    public void Settings_that_only_plain_descent_heeds_are_refused()
    {
        var options = new SgdOptions { LearningRate = 1, Batch = 1, Duration = Duration.Steps(1), Seed = new Seed(1), Kind = RuleKind.Adamw };
        Assert.IsType<AdamW<double>>(options.Rule<double>());
        Assert.Contains("Momentum 0.9 was asked for with AdamW", Assert.Throws<ArgumentException>(() => (options with { Momentum = 0.9 }).Rule<double>()).Message, StringComparison.Ordinal);
        Assert.Contains("with AdamW", Assert.Throws<ArgumentException>(() => (options with { Substeps = 2 }).Rule<double>()).Message, StringComparison.Ordinal);
        Assert.Contains("with AdamW", Assert.Throws<ArgumentException>(() => (options with { RateScales = [new RateScale(0, 1, 10)] }).Rule<double>()).Message, StringComparison.Ordinal);
    }

    // A parameter alone goes through the scalar tail; 67 at once mostly through vectors.
    private static void AssertLanes<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rule = new AdamW<T>(Decay);
        var (theta, state) = (Numbers<T>(67, 0), new T[rule.StateLength(67)]);
        var (alone, states) = (Numbers<T>(67, 0), Enumerable.Range(0, 67).Select(_ => new T[rule.StateLength(1)]).ToArray());
        for (var t = 1; t < 4; t++)
        {
            var gradient = Numbers<T>(67, t);
            for (var j = 0; j < 67; j++) rule.Step(Rate, alone.AsSpan(j, 1), new[] { gradient[j] }, states[j]);
            rule.Step(Rate, theta, gradient, state);
        }

        Assert.Equal(alone, theta);
    }

    private static T[] Numbers<T>(int count, int stream)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[count];
        new Seed(3).Stream("numbers", stream).FillGaussian(numbers.AsSpan());
        return numbers;
    }
}
