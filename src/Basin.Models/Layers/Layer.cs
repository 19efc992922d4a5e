using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Layers;

/// <summary>A piece of a network: takes a node, asks the tracer for its parameters, and returns the node after it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether what comes out is a feature map: what a block of layers has made of the example.</summary>
    public virtual bool IsFeatureMap => false;

    /// <summary>Adds this layer after <paramref name="x"/>. Called once for every batch size; keeps nothing of one.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> has a shape that the layer cannot take.</exception>
    public abstract Operation<T> Build(Tracer<T> tracer, Operation<T> x);
}
