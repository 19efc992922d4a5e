using Basin.Analysis.Stability;
using Basin.Models.Losses;

namespace Basin.Analysis.Regularization;

/// <summary>The training whose implicit regularisation is asked for.</summary>
public sealed record RegularizationSettings
{
    /// <summary>η, finite and above 0.</summary>
    public required double LearningRate
    {
        get;
        init => field = double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "The learning rate must be finite and above 0.");
    }

    /// <summary>B, at least 1.</summary>
    public required int Batch
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Batch), value, "A batch holds at least 1 example.");
    }

    /// <summary>N, the examples of the training set, at least 1.</summary>
    public required int Examples
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Examples), value, "A training set holds at least 1 example.");
    }

    /// <summary>β of heavy-ball or Nesterov momentum, in [0, 1).</summary>
    public double Momentum
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Momentum), value, "Momentum must be in [0, 1).");
    }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Whether an example can come twice in a batch.</summary>
    public bool Replacement { get; init; }

    /// <summary>The loss.</summary>
    public required LossKind Loss { get; init; }

    /// <summary>
    /// With squared error the standard deviation σ of the noise added to targets, with classes the probability that a label is drawn anew from the
    /// others; null for none.
    /// </summary>
    public double? LabelNoise
    {
        get;
        init => field = value is null || (double.IsFinite(value.Value) && value >= 0)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LabelNoise), value, "Label noise must be finite and at least 0.");
    }

    internal MomentumRule Rule => new(Momentum, Nesterov);

    /// <summary>The variance of a batch's mean over that of one example.</summary>
    internal double NoiseFactor(int batch) => new BatchDraw(batch, Examples, Replacement).NoiseFactor;

    /// <summary>The coefficients at a batch size and the present learning rate.</summary>
    internal ShufflingCoefficients Coefficients(int batch) => ShufflingCoefficients.Of(Rule, LearningRate, (double)Examples / batch, Replacement);
}
