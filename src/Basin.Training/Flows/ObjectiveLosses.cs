using System.Numerics;
using Basin.Models;

namespace Basin.Training.Flows;

/// <summary>The loss of a network on a whole data set, as one batch. The caller keeps the objective.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="objective">Moved to each point that is asked about; must allow second derivatives when products are asked for.</param>
public sealed class ObjectiveLosses<T>(Objective<T> objective) : BatchLosses<T>(objective.ParameterCount, 1)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Gradient(int batch, ReadOnlySpan<T> point, Span<T> gradient)
    {
        objective.MoveTo(point);
        objective.Gradient(gradient);
    }

    /// <inheritdoc/>
    public override void HessianProduct(int batch, ReadOnlySpan<T> point, ReadOnlySpan<T> direction, Span<T> product) =>
        objective.HessianProduct(direction, product);
}
