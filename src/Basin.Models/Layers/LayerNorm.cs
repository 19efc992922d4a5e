using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>Layer norm over the last axis. Parameters <c>scale</c>, from 1, and <c>shift</c>, from 0.</summary>
/// <param name="epsilon">Added to the variance.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerNorm<T>(double epsilon = 1e-5) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        var width = new Shape(x.Shape[^1]);
        return new LayerNormalization<T>(
            x, tracer.Parameter("scale", width, Initializer.Constant(1)), tracer.Parameter("shift", width, Initializer.Constant(0)), epsilon);
    }
}
