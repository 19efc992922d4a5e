using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>One stream of chance cut into steps: step k has the 2³² words from k·2³² on, whatever was drawn before. Allocates nothing a step.</summary>
/// <param name="seed">The root of the run's chance.</param>
/// <param name="name">What the chance is for.</param>
public sealed class StepChance(Seed seed, string name)
{
    private const int WordsPerStepLog2 = 32;
    private readonly RandomSource _source = seed.Stream(name);

    /// <summary>The stream at the beginning of a step; valid until the next call.</summary>
    /// <param name="step">At least 0, below 2³².</param>
    public RandomSource At(long step)
    {
        _source.Position = (ulong)step << WordsPerStepLog2;
        return _source;
    }
}
