using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>Makes one row of each example: (n, …) becomes (n, d).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Flatten<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) =>
        x.Shape.Rank == 2 ? x : new Reshape<T>(x, new Shape(x.Shape[0], x.Shape.Count(1..)));
}
