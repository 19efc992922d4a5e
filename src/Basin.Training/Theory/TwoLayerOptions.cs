namespace Basin.Training.Theory;

/// <summary>How a two-layer network is trained.</summary>
public sealed record TwoLayerOptions
{
    /// <summary>η, above 0.</summary>
    public required double LearningRate { get; init => field = Require.Positive(value); }

    /// <summary>B, examples drawn with replacement; null for all of them once, which is descent on the mean loss.</summary>
    public int? Batch { get; init => field = value is { } batch ? Require.AtLeast(batch, 1) : null; }

    /// <summary>β of the heavy ball, in [0, 1).</summary>
    public double Momentum { get; init => field = Require.BelowOne(value); }

    /// <summary>The loss of an example; squared error by default.</summary>
    public SmoothedLoss Loss { get; init; } = SmoothedLoss.Square;

    /// <summary>How labels are disturbed.</summary>
    public TwoLayerNoise Noise { get; init; }

    /// <summary>σ of <see cref="TwoLayerNoise.Sign"/> and <see cref="TwoLayerNoise.Gaussian"/>.</summary>
    public double Sigma { get; init => field = Require.NotNegative(value); }
}
