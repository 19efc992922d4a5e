using System.Numerics;

namespace Basin.Training.Flows;

/// <summary>A velocity at every point: dθ/dt = f(θ).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="dimension">The length of θ, at least 1.</param>
public abstract class VectorField<T>(int dimension)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The length of θ.</summary>
    public int Dimension { get; } = Require.AtLeast(dimension, 1, nameof(dimension));

    /// <summary>f(θ). The same point gives the same bits.</summary>
    /// <param name="point">θ, shape (p).</param>
    /// <param name="velocity">Shape (p); overwritten.</param>
    /// <param name="cancellationToken">Checked by fields that take long.</param>
    public abstract void Evaluate(ReadOnlySpan<T> point, Span<T> velocity, CancellationToken cancellationToken = default);
}
