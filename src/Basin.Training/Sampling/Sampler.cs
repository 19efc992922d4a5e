using Basin.Numerics.Random;

namespace Basin.Training.Sampling;

/// <summary>Which examples a step sees: a pure function of the seed and the step, so that going on needs no more than the step.</summary>
public abstract class Sampler
{
    /// <summary>Creates a sampler of batches of <paramref name="batch"/> out of <paramref name="examples"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch is below 1 or larger than the data.</exception>
    protected Sampler(int examples, int batch)
    {
        Examples = Require.AtLeast(examples, 1);
        BatchSize = Require.AtLeast(batch, 1);
        if (batch > examples)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batch), batch, $"The batch holds {batch} examples and the data only {examples}; choose a batch of at most {examples}.");
        }
    }

    /// <summary>The number n of examples drawn from.</summary>
    public int Examples { get; }

    /// <summary>The size B of a full batch.</summary>
    public int BatchSize { get; }

    /// <summary>⌈n / B⌉: the steps counted as one epoch.</summary>
    public int StepsPerEpoch => (Examples + BatchSize - 1) / BatchSize;

    /// <summary>The indices of the examples of one step, each in 0 … n − 1; valid until the next call. Not for two threads at once.</summary>
    /// <param name="step">At least 0.</param>
    public abstract ReadOnlySpan<int> Batch(long step);

    /// <summary>Creates the sampler of a kind.</summary>
    public static Sampler Create(SamplingKind kind, int examples, int batch, Seed seed) => kind switch
    {
        SamplingKind.Shuffle => new RandomReshuffling(examples, batch, seed),
        SamplingKind.Replacement => new WithReplacement(examples, batch, seed),
        SamplingKind.Fixed => new InOrder(examples, batch),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Sampling is by shuffle, by replacement or in a fixed order."),
    };
}
