using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>Fills the noise before the activations: for each layer one Gaussian a pixel, shared by the examples and the channels, fresh at every step.</summary>
/// <remarks>
/// Dense layers, which have no pixels, get one a unit. For networks with <see cref="Models.Layers.FieldNoise{T}"/>. Source: Li, Wei and Ma (2019),
/// section 6. Step k reads the stream "activation-noise" from word k·2³² on.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ActivationNoise<T> : BatchNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _deviation, _decay;
    private readonly long? _end;
    private readonly int _stepsPerEpoch;
    private readonly StepChance _chance;

    /// <summary>Noise that decays by epochs and ends.</summary>
    /// <param name="deviation">The standard deviation at the beginning; finite, at least 0.</param>
    /// <param name="decay">What it is multiplied by after each epoch; in [0, 1].</param>
    /// <param name="end">The first step without it; null for never.</param>
    /// <param name="stepsPerEpoch">⌈n / B⌉.</param>
    /// <param name="seed">The root of the run's chance.</param>
    public ActivationNoise(double deviation, double decay, long? end, int stepsPerEpoch, Seed seed)
    {
        _deviation = Require.NotNegative(deviation);
        _decay = Require.Fraction(decay);
        _end = end;
        _stepsPerEpoch = Require.AtLeast(stepsPerEpoch, 1);
        _chance = new StepChance(seed, "activation-noise");
    }

    /// <summary>The standard deviation at a step.</summary>
    public double DeviationAt(long step) => step >= _end ? 0 : _deviation * Math.Pow(_decay, step / _stepsPerEpoch);

    /// <inheritdoc/>
    public override void Apply(long step, Batch<T> batch)
    {
        var deviation = T.CreateTruncating(DeviationAt(step));
        var source = _chance.At(step);
        foreach (var field in batch.Traced.Tracer.Fields)
        {
            var values = batch.Plan.Values(field);
            if (deviation == T.Zero)
            {
                values.Clear();
                continue;
            }

            var channels = field.Shape.Rank == 1 ? 1 : field.Shape[^1];
            var pixels = values[..(values.Length / channels)];
            source.FillGaussianNoise(pixels);

            // From the last pixel on, since the field was drawn where the channels of the first ones go.
            for (var i = pixels.Length - 1; i >= 0; i--) values.Slice(i * channels, channels).Fill(deviation * values[i]);
        }
    }
}
