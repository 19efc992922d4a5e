using System.Numerics;
using Basin.Numerics.Random;
using Basin.Training;
using Basin.Training.Noise;

namespace Basin.Experiments.Runs;

/// <summary>Noise on the activations of a run.</summary>
public sealed record ActivationNoiseSettings
{
    /// <summary>The standard deviation at the beginning.</summary>
    public required double Deviation { get; init => field = Require.NotNegative(value); }

    /// <summary>What it is multiplied by after each epoch.</summary>
    public double Decay { get; init => field = Require.Fraction(value); } = 1;

    /// <summary>Epochs after which it ends; null for at the end of training.</summary>
    public long? Epochs { get; init => field = value is { } epochs ? Require.AtLeast(epochs, 0) : null; }

    internal ActivationNoise<T> Create<T>(int stepsPerEpoch, Seed seed)
        where T : unmanaged, IFloatingPointIeee754<T> => new(Deviation, Decay, Epochs is { } epochs ? epochs * stepsPerEpoch : null, stepsPerEpoch, seed);
}
