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

    /// <summary>The hidden width of a dense network; 0 for the convolutional one.</summary>
    public int Width { get; init; }

    public int Batch { get; init; } = 64;

    public double Momentum { get; init; } = 0.9;

    public double WeightDecay { get; init; } = 5e-4;
}
