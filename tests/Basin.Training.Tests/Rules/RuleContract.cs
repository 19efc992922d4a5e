using System.Numerics;
using Basin.Training.Rules;

namespace Basin.Training.Tests.Rules;

/// <summary>What every rule keeps, in both precisions; a rule adds a row.</summary>
public sealed class RuleContract
{
    public static TheoryData<string> Uniform => ["plain", "heavy ball", "nesterov", "plain + decay", "heavy ball + decay", "nesterov + decay"];

    public static TheoryData<string> Names => [.. Uniform.Select(row => row.Data), "heavy ball + scaled"];

    private static Rule<T> Create<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Rule<T> rule = name.Split(" + ")[0] switch
        {
            "plain" => new Descent<T>(),
            "heavy ball" => new HeavyBall<T>(0.9),
            _ => new Nesterov<T>(0.9),
        };
        return name.Split(" + ")[^1] switch
        {
            "decay" => new WeightDecay<T>(0.01, rule),

            "scaled" => new ScaledRates<T>([new RateScale(1, 2, 0.5)], rule),
            _ => rule,
        };
    }

    [Theory, MemberData(nameof(Names))]
    public void Descends_a_quadratic(string name)
    {
        var rule = Create<double>(name);
        var theta = new[] { 3.0, -2.0, 1.0 };
        var state = new double[rule.StateLength(3)];
        for (var step = 0; step < 400; step++)
        {
            var gradient = theta.Select((t, j) => (j + 1) * t).ToArray();
            rule.Step(0.1, theta, gradient, state);
        }

        Assert.All(theta, t => Assert.InRange(t, -1e-6, 1e-6));
    }

    // A rule with windows treats parameters by their place, and cannot be taken apart so.
    [Theory, MemberData(nameof(Uniform))]
    public void Vector_and_scalar_lanes_give_the_same_bits(string name)
    {
        AssertLanes<double>(name);
        AssertLanes<float>(name);
    }

    [Theory, MemberData(nameof(Names))]
    public void Goes_on_exactly_from_saved_state(string name)
    {
        var rule = Create<float>(name);
        var straight = (Theta: Numbers<float>(17, 1), State: new float[rule.StateLength(17)]);
        for (var step = 0; step < 5; step++) rule.Step(0.1, straight.Theta, Numbers<float>(17, step), straight.State);
        var saved = (Theta: (float[])straight.Theta.Clone(), State: (float[])straight.State.Clone());
        var again = Create<float>(name);
        for (var step = 5; step < 9; step++)
        {
            rule.Step(0.1, straight.Theta, Numbers<float>(17, step), straight.State);
            again.Step(0.1, saved.Theta, Numbers<float>(17, step), saved.State);
        }

        Assert.Equal(straight.Theta, saved.Theta);
    }

    [Theory, MemberData(nameof(Names))]
    public void Allocates_nothing(string name)
    {
        var rule = Create<float>(name);
        var (theta, gradient, state) = (Numbers<float>(100, 1), Numbers<float>(100, 2), new float[rule.StateLength(100)]);
        rule.Step(0.1, theta, gradient, state);
        var before = GC.GetAllocatedBytesForCurrentThread();
        rule.Step(0.1, theta, gradient, state);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_state_of_the_wrong_length_is_refused(string name)
    {
        var rule = Create<float>(name);
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.Step(0.1, new float[4], new float[4], new float[9]));
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.Step(0.1, new float[4], new float[3], new float[rule.StateLength(4)]));
    }

    // One parameter at a time goes through the scalar tail; 67 at once mostly through vectors.
    private static void AssertLanes<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rule = Create<T>(name);
        var (theta, state) = (Numbers<T>(67, 1), new T[rule.StateLength(67)]);
        var (thetaScalar, stateScalar) = (Numbers<T>(67, 1), new T[rule.StateLength(67)]);
        for (var step = 0; step < 3; step++)
        {
            var gradient = Numbers<T>(67, step + 2);
            for (var j = 0; j < 67; j++)
            {
                var part = state.Length == 0 ? [] : stateScalar.AsSpan(j, 1);
                rule.Step(0.3, thetaScalar.AsSpan(j, 1), new[] { gradient[j] }, part);
            }

            rule.Step(0.3, theta, gradient, state);
        }

        Assert.Equal(thetaScalar, theta);
        Assert.Equal(stateScalar, state);
    }

    private static T[] Numbers<T>(int count, int seed)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateTruncating(Math.Sin((i * 1.7) + seed)))];
}
