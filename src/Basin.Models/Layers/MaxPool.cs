using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>The largest of each square of pixels; a rest at the edge is dropped.</summary>
/// <param name="size">Side of the square, and the step.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MaxPool<T>(int size) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) => new MaxPooling<T>(x, size, size);
}
