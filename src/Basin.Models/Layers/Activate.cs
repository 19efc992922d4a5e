using System.Diagnostics;
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
    public override bool IsFeatureMap => true;

    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x) => activation switch
    {
        Activation.Relu => x.Relu(),
        Activation.Tanh => x.Tanh(),
        Activation.Gelu => x.Gelu(),
        Activation.Sigmoid => x.Sigmoid(),
        Activation.Softplus => x.Softplus(),
        _ => throw new UnreachableException($"No activation {activation}."),
    };
}
