using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Graphs.Operations;

namespace Basin.Models.Layers;

/// <summary>An activation function, element by element.</summary>
/// <param name="activation">Which.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Activate<T>(Activation activation) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) => activation switch
    {
        Activation.Tanh => new InterimTanh<T>(x),
        _ => new InterimTanh<T>(x),
    };
}
