using System.Numerics;

namespace Basin.Training.Instruments.Landscape;

/// <summary>Reads something of the landscape where training stands, by products with its matrices: dear, so on a schedule.</summary>
/// <remarks>
/// It sees a fixed sample of the training examples and nothing of how training got there, so what it reads depends on θ and the step alone.
/// </remarks>
public abstract class PointInstrument
{
    /// <summary>What it reads.</summary>
    public abstract InstrumentDescription Description { get; }

    /// <summary>With which others it shares what it computes.</summary>
    public abstract PointGroup Group { get; }

    /// <summary>Whether it needs the gradients of single examples, which batch norm over a batch denies.</summary>
    public virtual bool NeedsSingleGradients => false;

    /// <summary>Reads it.</summary>
    /// <param name="scene">Where training stands; what instruments share is computed there once.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    /// <returns>Null where there is nothing to read.</returns>
    public abstract Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
