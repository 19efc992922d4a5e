using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>x plus noise that training draws at each step and all examples of the batch share; x itself where batch norm is frozen.</summary>
/// <remarks>
/// It stands after normalisation and before the activation, so that statistics see nothing of it. Whoever trains fills the nodes: see
/// <see cref="Tracer{T}.Fields"/>. Source: Li, Wei and Ma (2019), section 6.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FieldNoise<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) =>
        tracer.BatchNorm == BatchNormMode.Frozen ? x : x.Add(tracer.Field(new Shape([.. x.Shape.Extents[1..]])));
}
