namespace Basin.Training;

/// <summary>How long to train: a number of epochs, or of steps.</summary>
public readonly record struct Duration
{
    private Duration(long count, bool inEpochs) => (Count, InEpochs) = (count, inEpochs);

    /// <summary>Epochs or steps; at least 0.</summary>
    public long Count { get; }

    /// <summary>Whether <see cref="Count"/> counts epochs.</summary>
    public bool InEpochs { get; }

    /// <summary>So many passes over the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is negative.</exception>
    public static Duration Epochs(long epochs) => new(Require.AtLeast(epochs, 0, nameof(Epochs)), true);

    /// <summary>So many steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    public static Duration Steps(long steps) => new(Require.AtLeast(steps, 0, nameof(Steps)), false);

    /// <summary>The same in steps.</summary>
    public long InSteps(int stepsPerEpoch) => InEpochs ? checked(Count * stepsPerEpoch) : Count;

    /// <inheritdoc/>
    public override string ToString() => $"{Count} {(InEpochs ? "epoch" : "step")}{(Count == 1 ? "" : "s")}";
}
