using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>The mean over the pixels of each channel: (n, height, width, c) becomes (n, c).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GlobalAveragePool<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) => new GlobalAveragePooling<T>(x);
}
