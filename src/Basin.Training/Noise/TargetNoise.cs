using System.Numerics;
using Basin.Models.Networks;

namespace Basin.Training.Noise;

/// <summary>Noise in the targets, fresh at every step.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class TargetNoise<T> : BatchNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public sealed override void Apply(long step, Batch<T> batch) => Perturb(step, batch.Plan.Values(batch.Traced.Targets));

    /// <summary>Changes the targets of one step's batch. Allocates nothing.</summary>
    /// <param name="step">Steps taken before it, at least 0.</param>
    /// <param name="targets">Class indices, shape (B), or values, shape (B, k).</param>
    public abstract void Perturb(long step, Span<T> targets);
}
