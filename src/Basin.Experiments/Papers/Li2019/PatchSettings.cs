using Basin.Models.Data;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Everything that a run on patched images depends on, apart from its seed and the images.</summary>
internal sealed record PatchSettings
{
    public required double Rate { get; init; }

    /// <summary>The epoch after which the rate is multiplied by <see cref="AnnealFactor"/> and the noise ends.</summary>
    public required int AnnealAt { get; init; }

    public double AnnealFactor { get; init; } = 1;

    public double ActivationNoise { get; init; }

    public required int Epochs { get; init; }

    public required PatchOptions Patches { get; init; }

    /// <summary>The hidden width of the network.</summary>
    public required int Width { get; init; }

    public required int Batch { get; init; }

    public required double WeightDecay { get; init; }
}
