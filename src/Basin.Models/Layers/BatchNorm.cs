using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Layers;

/// <summary>
/// Batch norm over all axes but the last: γ(x − m)/√(v + ε) + β. Parameters <c>scale</c> (γ, from 1) and <c>shift</c> (β, from 0);
/// state <c>mean</c> and <c>variance</c>, moved by training and used when frozen. A network may turn it into
/// <see cref="StochNorm{T}"/>: see <see cref="Network{T}.WithStochNorm"/>.
/// </summary>
/// <param name="epsilon">ε.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchNorm<T>(double epsilon = 1e-5) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) => ChannelNorm.Build(tracer, x, epsilon, tracer.StochNorm);
}
