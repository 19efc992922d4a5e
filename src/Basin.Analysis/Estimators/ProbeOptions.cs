namespace Basin.Analysis.Estimators;

/// <summary>How many random probes to spend, and when to stop.</summary>
public sealed record ProbeOptions
{
    /// <summary>Probes before the standard error is believed; default 16, at least 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public int MinProbes { get; init => field = AtLeast(2, value, nameof(MinProbes)); } = 16;

    /// <summary>The most products; default 200, at least 2. Smaller than <see cref="MinProbes"/>, it wins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public int MaxProbes { get; init => field = AtLeast(2, value, nameof(MaxProbes)); } = 200;

    /// <summary>Stop once every standard error is at most this part of its value; default 0.02, 0 to spend every probe.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN, infinite or negative.</exception>
    public double RelativeTolerance
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RelativeTolerance), value, "The tolerance is a finite part of the value, at least 0.");
    } = 0.02;

    /// <summary>
    /// Operators of at most this dimension, and at most <see cref="MaxProbes"/>, are summed exactly over the unit vectors; default 128, 0 for never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int ExactDimension { get; init => field = AtLeast(0, value, nameof(ExactDimension)); } = 128;

    /// <summary>Probes multiplied at once, for operators whose block products are cheaper; default 1. Memory is 2n scalars each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int BlockSize { get; init => field = AtLeast(1, value, nameof(BlockSize)); } = 1;

    /// <summary>Whether an operator is summed exactly over the unit vectors instead of being probed.</summary>
    /// <param name="dimension">n.</param>
    public bool IsExact(int dimension) => dimension <= Math.Min(ExactDimension, MaxProbes);

    private static int AtLeast(int bound, int value, string name) =>
        value >= bound ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {bound}.");
}
