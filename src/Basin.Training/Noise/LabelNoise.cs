using System.Numerics;
using Basin.Numerics.Random;

namespace Basin.Training.Noise;

/// <summary>Noise ε of mean 0 and standard deviation σ on every value of every target, independent and fresh at every step.</summary>
/// <remarks>
/// Squared error becomes ½‖z − y − ε‖², with the gradient Jᵀ(z − y − ε): its mean is that without noise. Source: Damian, Ma and Lee, Label
/// noise SGD provably prefers flat global minimizers (2021), algorithm 1. Step k reads the stream "label-noise" from word k·2³² on.
/// </remarks>
/// <param name="deviation">σ, in the units of the targets; finite, at least 0.</param>
/// <param name="kind">The distribution.</param>
/// <param name="seed">The root of the run's chance.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LabelNoise<T>(double deviation, LabelNoiseKind kind, Seed seed) : TargetNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _deviation = T.CreateChecked(Require.NotNegative(deviation, nameof(deviation)));
    private readonly StepChance _chance = new(seed, "label-noise");

    /// <inheritdoc/>
    public override void Perturb(long step, Span<T> targets)
    {
        var source = _chance.At(step);
        foreach (ref var target in targets) target += _deviation * Draw(source);
    }

    private T Draw(RandomSource source) => kind == LabelNoiseKind.Gaussian
        ? T.CreateTruncating(source.NextGaussian())
        : (source.NextUInt64() & 1) == 0 ? T.One : T.NegativeOne;
}
