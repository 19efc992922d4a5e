using System.Numerics;
using System.Runtime.InteropServices;
using Basin.Numerics.Random;

namespace Basin.Training.Theory.TwoPatterns;

/// <summary>Takes the steps. Deterministic given its stream; not for two threads at once.</summary>
/// <param name="options">The rates and the noise.</param>
/// <param name="chance">Where all noise comes from.</param>
public sealed class NoisyDescent(NoisyDescentOptions options, RandomSource chance)
{
    private float[] _noise = [];

    /// <summary>Steps taken.</summary>
    public int Step { get; private set; }

    /// <summary>Whether the rate is the final one.</summary>
    public bool IsAnnealed => Step >= options.AnnealAt;

    /// <summary>Computes the gradient and moves the weights. Allocates nothing after the first step.</summary>
    public void Take(BlockNetwork network, TwoPatternData data)
    {
        network.ComputeGradient(data, Step < options.ActivationNoiseSteps ? options.ActivationNoise : 0, chance);
        Move(network);
    }

    /// <summary>Moves the weights by the gradients as they stand; before any was computed, by decay and noise alone.</summary>
    public void Move(BlockNetwork network)
    {
        var rate = IsAnnealed ? options.FinalRate : options.InitialRate;
        foreach (var block in network.Blocks)
        {
            Combine((float)(1 - (rate * options.WeightDecay)), block.Weights, (float)-rate, block.Gradient);
            if (options.ParameterNoise > 0) AddNoise(block.Weights, (float)(-rate * options.ParameterNoise));
        }

        Step++;
    }

    private void AddNoise(Span<float> weights, float deviation)
    {
        if (_noise.Length < weights.Length) _noise = new float[weights.Length];
        var noise = _noise.AsSpan(0, weights.Length);
        chance.FillGaussianNoise(noise);
        Combine(1, weights, deviation, noise);
    }

    // y ← keep·y + factor·x.
    private static void Combine(float keep, Span<float> y, float factor, ReadOnlySpan<float> x)
    {
        var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        var xs = MemoryMarshal.Cast<float, Vector<float>>(x)[..ys.Length];
        for (var i = 0; i < ys.Length; i++) ys[i] = (keep * ys[i]) + (factor * xs[i]);
        for (var i = ys.Length * Vector<float>.Count; i < y.Length; i++) y[i] = (keep * y[i]) + (factor * x[i]);
    }
}
