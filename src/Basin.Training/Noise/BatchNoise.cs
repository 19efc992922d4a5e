using System.Numerics;
using Basin.Models.Networks;

namespace Basin.Training.Noise;

/// <summary>Changes what a training batch holds after it was filled and before it is evaluated: targets, inputs, or nodes that carry chance.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class BatchNoise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// The model whose loss is the mean over this noise, less its least value: what evaluations and reports show. By default the model
    /// itself, whose loss is without noise.
    /// </summary>
    /// <param name="model">What is trained.</param>
    public virtual Model<T> Clean(Model<T> model) => model;

    /// <summary>Changes the batch of one step. Allocates nothing.</summary>
    /// <param name="step">Steps taken before it, at least 0: a pure function of it, so that a resumed run goes on to the same bits.</param>
    /// <param name="batch">The batch, filled with examples.</param>
    public abstract void Apply(long step, Batch<T> batch);
}
