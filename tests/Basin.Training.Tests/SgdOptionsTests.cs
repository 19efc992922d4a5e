using Basin.Numerics.Random;

namespace Basin.Training.Tests;

public sealed class SgdOptionsTests
{
    private static readonly SgdOptions Good = new() { LearningRate = 0.1, Batch = 4, Duration = Duration.Steps(10), Seed = new Seed(1) };

    public static TheoryData<string, Func<SgdOptions>, string> Bad => new()
    {
        { "rate 0", () => Good with { LearningRate = 0 }, "LearningRate is 0; it must be a finite number above 0." },
        { "rate below 0", () => Good with { LearningRate = -1 }, "LearningRate is -1; it must be a finite number above 0." },
        { "rate NaN", () => Good with { LearningRate = double.NaN }, "LearningRate is NaN; it must be a finite number above 0." },
        { "rate infinite", () => Good with { LearningRate = double.PositiveInfinity }, "LearningRate is Infinity; it must be a finite number above 0." },
        { "batch 0", () => Good with { Batch = 0 }, "Batch is 0; it must be a whole number, 1 or above." },
        { "momentum 1", () => Good with { Momentum = 1 }, "Momentum is 1; it must be a number from 0 up to but not including 1." },
        { "momentum NaN", () => Good with { Momentum = double.NaN }, "Momentum is NaN; it must be a number from 0 up to but not including 1." },
        { "decay below 0", () => Good with { WeightDecay = -0.1 }, "WeightDecay is -0.1; it must be a finite number, 0 or above." },
        { "stop NaN", () => Good with { StopAtTrainLoss = double.NaN }, "StopAtTrainLoss is NaN; it must be a finite number, 0 or above." },
        { "checkpoint 0", () => Good with { CheckpointEvery = 0 }, "CheckpointEvery is 0; it must be a whole number, 1 or above." },
        { "epochs below 0", () => Good with { Duration = Duration.Epochs(-1) }, "Epochs is -1; it must be a whole number, 0 or above." },
    };

    [Theory, MemberData(nameof(Bad))]
    public void A_bad_setting_is_refused_with_what_was_wanted(string name, Func<SgdOptions> make, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(make);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void Nesterov_needs_momentum()
    {
        var error = Assert.Throws<ArgumentException>(() => (Good with { Nesterov = true }).Rule<float>());
        Assert.Contains("set a momentum between 0 and 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Substeps_refuse_momentum()
    {
        var error = Assert.Throws<ArgumentException>(() => (Good with { Substeps = 4, Momentum = 0.9 }).Rule<float>());
        Assert.Contains("set the momentum to 0, or take one substep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Epochs_become_steps() => Assert.Equal(15, Duration.Epochs(3).InSteps(5));
}
