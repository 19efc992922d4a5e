using System.Numerics;

namespace Basin.Training.Flows;

/// <summary>The mean losses Ĉⱼ of the batches of an epoch, all of one size, so that their mean is the whole loss C.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="dimension">The length p of θ.</param>
/// <param name="count">Batches an epoch, m; 1 when the whole loss is one batch.</param>
public abstract class BatchLosses<T>(int dimension, int count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>p.</summary>
    public int Dimension { get; } = Require.AtLeast(dimension, 1, nameof(dimension));

    /// <summary>m.</summary>
    public int Count { get; } = Require.AtLeast(count, 1, nameof(count));

    /// <summary>gⱼ = ∇Ĉⱼ(θ).</summary>
    /// <param name="batch">j.</param>
    /// <param name="point">θ, shape (p).</param>
    /// <param name="gradient">Shape (p); overwritten.</param>
    public abstract void Gradient(int batch, ReadOnlySpan<T> point, Span<T> gradient);

    /// <summary>Hⱼv at the point of the last <see cref="Gradient"/>, which was of the same batch.</summary>
    /// <param name="batch">j.</param>
    /// <param name="point">That point.</param>
    /// <param name="direction">v, shape (p).</param>
    /// <param name="product">Shape (p); overwritten.</param>
    public abstract void HessianProduct(int batch, ReadOnlySpan<T> point, ReadOnlySpan<T> direction, Span<T> product);
}
