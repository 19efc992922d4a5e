using System.Collections.Immutable;
using Basin.Numerics.Random;
using Basin.Numerics.Threading;

namespace Basin.Analysis.Inspection;

/// <summary>What to measure at a point, and what it may cost.</summary>
public sealed record InspectOptions
{
    /// <summary>η of the training whose stability is asked for, finite and above 0; null leaves the limit open.</summary>
    public double? LearningRate
    {
        get;
        init => field = value is null || (double.IsFinite(value.Value) && value > 0)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "The learning rate must be finite and above 0.");
    }

    /// <summary>β of heavy-ball or Nesterov momentum, in [0, 1).</summary>
    public double Momentum
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Momentum), value, "Momentum must be in [0, 1).");
    }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; init; }

    /// <summary>B, at least 1; null leaves open what depends on it.</summary>
    public int? Batch { get; init => field = value is { } batch ? AtLeast(1, batch, nameof(Batch)) : null; }

    /// <summary>Whether an example can come twice in a batch.</summary>
    public bool Replacement { get; init; }

    /// <summary>σ of noise on the targets, or the share of flipped labels of classes; 0 or above, null for none.</summary>
    public double? LabelNoise
    {
        get;
        init => field = value is null || (double.IsFinite(value.Value) && value >= 0)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LabelNoise), value, "The label noise must be finite and at least 0.");
    }

    /// <summary>Eigenvalues at each end of each spectrum, at least 1.</summary>
    public int TopK { get; init => field = AtLeast(1, value, nameof(TopK)); } = 5;

    /// <summary>The residual to reach, relative to the largest eigenvalue.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Products an eigenvalue search may spend, at least 1.</summary>
    public int MaxProducts { get; init => field = AtLeast(1, value, nameof(MaxProducts)); } = 150;

    /// <summary>Random vectors for traces and norms at most, at least 2.</summary>
    public int Probes { get; init => field = AtLeast(2, value, nameof(Probes)); } = 64;

    /// <summary>Stop an estimate once its standard error is at most this part of its value.</summary>
    public double RelativeTolerance { get; init; } = 0.02;

    /// <summary>Products that the whole inspection may spend, at least 20; null for as many as the other settings allow.</summary>
    public int? Budget { get; init => field = value is { } products ? AtLeast(20, products, nameof(Budget)) : null; }

    /// <summary>The root of the inspection's chance.</summary>
    public Seed Seed { get; init; } = new(1);

    /// <summary>Examples in the whole training set, when the objective has only some of them; null when it has all.</summary>
    public int? ExamplesAvailable { get; init; }

    /// <summary>What a reader should know of how the model was read; they go into the record.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The threads for vector work.</summary>
    public Workers Workers { get; init; } = Workers.Serial;

    private static int AtLeast(int bound, int value, string name) =>
        value >= bound ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {bound}.");
}
