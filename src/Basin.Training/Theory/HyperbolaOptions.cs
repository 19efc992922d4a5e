namespace Basin.Training.Theory;

/// <summary>How the runs of a <see cref="HyperbolaRuns"/> descend.</summary>
public sealed record HyperbolaOptions
{
    /// <summary>η, above 0.</summary>
    public required double LearningRate { get; init => field = Require.Positive(value); }

    /// <summary>B, draws of the one example a step, each with label noise of its own.</summary>
    public int Batch { get; init => field = Require.AtLeast(value, 1); } = 1;

    /// <summary>β of the heavy ball, in [0, 1).</summary>
    public double Momentum { get; init => field = Require.BelowOne(value); }

    /// <summary>σ: ±σ is added to the target 1 under squared error. Unused with <see cref="Flip"/>.</summary>
    public double Sigma { get; init => field = Require.NotNegative(value); }

    /// <summary>p, in [0, ½): the label 1 is flipped under the logistic loss; null for squared error.</summary>
    public double? Flip { get; init => field = value is not { } p || p is >= 0 and < 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Flip is {value}; it must be a number from 0 up to but not including 1/2."); }
}
