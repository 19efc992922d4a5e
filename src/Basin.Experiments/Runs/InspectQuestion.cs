using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>The settings of training that an inspection judges: can SGD stay here with these, and what do they add to the loss?</summary>
/// <remarks>What is null is taken from the run; for a model that no run made, it stays unknown and what needs it is left out.</remarks>
public sealed record InspectQuestion
{
    /// <summary>η; finite, above 0.</summary>
    public double? LearningRate { get; init => field = value is { } rate ? Require.Positive(rate) : null; }

    /// <summary>B, at least 1.</summary>
    public int? Batch { get; init => field = value is { } batch ? Require.AtLeast(batch, 1) : null; }

    /// <summary>β, in [0, 1).</summary>
    public double? Momentum { get; init => field = value is { } momentum ? Require.BelowOne(momentum) : null; }

    /// <summary>Whether momentum looks ahead.</summary>
    public bool? Nesterov { get; init; }

    /// <summary>Whether every example of a batch is drawn for itself.</summary>
    public bool? Replacement { get; init; }

    /// <summary>The standard deviation of noise on the targets, or the share of flipped labels of classes; 0 or above.</summary>
    public double? LabelNoise { get; init => field = value is { } noise ? Require.NotNegative(noise) : null; }

    /// <summary>These, and where they are silent those of <paramref name="other"/>.</summary>
    public InspectQuestion Or(InspectQuestion other) => new()
    {
        LearningRate = LearningRate ?? other.LearningRate,
        Batch = Batch ?? other.Batch,
        Momentum = Momentum ?? other.Momentum,
        Nesterov = Nesterov ?? other.Nesterov,
        Replacement = Replacement ?? other.Replacement,
        LabelNoise = LabelNoise ?? other.LabelNoise,
    };
}
