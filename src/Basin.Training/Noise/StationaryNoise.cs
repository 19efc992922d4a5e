using System.Numerics;
using Basin.Numerics.LinearAlgebra;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>Noise ξ ~ N(0, τ²) in each gradient entry, with τ such that decay and noise alone keep each parameter at a given standard deviation τ₀.</summary>
/// <remarks>
/// At the rate η and the decay λ, θ ← (1 − ηλ)θ − ηξ has the variance η²τ²/(1 − (1 − ηλ)²); with the heavy ball it is that of an
/// autoregression of second order. τ stays as it is when the rate is annealed, so that the spread then shrinks to τ₀√(η₂/η₁).
/// Source: Li, Wei and Ma (2019), section 3. Step k reads the stream "parameter-noise" from word k·2³² on.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StationaryNoise<T> : ParameterNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StepChance _chance;
    private readonly T[] _noise;

    /// <summary>Chooses τ.</summary>
    /// <param name="deviation">τ₀; finite, at least 0.</param>
    /// <param name="learningRate">η before any annealing.</param>
    /// <param name="decay">λ; above 0, with ηλ below 2(1 + β).</param>
    /// <param name="momentum">β of the heavy ball, in [0, 1).</param>
    /// <param name="parameters">p.</param>
    /// <param name="seed">The root of the run's chance.</param>
    public StationaryNoise(double deviation, double learningRate, double decay, double momentum, int parameters, Seed seed)
    {
        var shrink = Require.Positive(learningRate) * Require.Positive(decay);
        var sum = 1 + Require.BelowOne(momentum);
        if (shrink >= 2 * sum) throw new ArgumentException($"The rate times the decay is {shrink}; it must be below {2 * sum}, or the decay alone diverges.", nameof(decay));

        // The stationary variance of x ← (1 + β − ηλ)x − βx′ + ηξ.
        Deviation = Require.NotNegative(deviation) / learningRate * Math.Sqrt((1 - momentum) * ((sum * sum) - ((sum - shrink) * (sum - shrink))) / sum);
        _chance = new StepChance(seed, "parameter-noise");
        _noise = new T[parameters];
    }

    /// <summary>τ.</summary>
    public double Deviation { get; }

    /// <inheritdoc/>
    public override void Add(long step, double learningRate, Span<T> gradient)
    {
        _chance.At(step).FillGaussianNoise<T>(_noise);
        Vectors.AddScaled(T.CreateTruncating(Deviation), _noise, gradient);
    }
}
