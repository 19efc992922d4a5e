using System.Numerics;
using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Flows;

/// <summary>Gradient flow on a loss as descent in steps modifies it: −g − (a/2)·H·g − (b/2)·(mean of Hⱼgⱼ).</summary>
/// <remarks>
/// With neither term: m gradients an evaluation. The batches' term costs one Hessian product more for each batch, the whole gradient's
/// term another gradient and product of each when there are several.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="losses">The loss, in batches.</param>
/// <param name="terms">What is added to it.</param>
public sealed class ModifiedFlow<T>(BatchLosses<T> losses, ModifiedLoss terms) : VectorField<T>(losses.Dimension)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _gradient = new T[losses.Dimension], _mean = new T[losses.Dimension], _product = new T[losses.Dimension];

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<T> point, Span<T> velocity, CancellationToken cancellationToken = default)
    {
        velocity.Clear();
        Array.Clear(_mean);
        for (var j = 0; j < losses.Count; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            losses.Gradient(j, point, _gradient);
            Add(1.0 / losses.Count, _gradient, _mean);
            if (terms.Batches != 0) AddProduct(j, terms.Batches, point, _gradient, velocity);
        }

        Add(-1, _mean, velocity);
        if (terms.Whole == 0) return;
        for (var j = 0; j < losses.Count; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (losses.Count > 1) losses.Gradient(j, point, _gradient);
            AddProduct(j, terms.Whole, point, _mean, velocity);
        }
    }

    // The mean over batches of −(weight/2)·Hⱼv, one batch's share.
    private void AddProduct(int batch, double weight, ReadOnlySpan<T> point, ReadOnlySpan<T> direction, Span<T> velocity)
    {
        losses.HessianProduct(batch, point, direction, _product);
        Add(-weight / 2 / losses.Count, _product, velocity);
    }

    private static void Add(double weight, ReadOnlySpan<T> x, Span<T> sum) => Vectors.AddScaled(T.CreateTruncating(weight), x, sum);
}
