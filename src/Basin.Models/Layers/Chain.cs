using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;

namespace Basin.Models.Layers;

/// <summary>Layers one after another, each with a name that begins its parameters' names.</summary>
/// <param name="layers">In order.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Chain<T>(params IReadOnlyList<(string Name, Layer<T> Layer)> layers) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Operation<T> Build(Tracer<T> tracer, Operation<T> x)
    {
        foreach (var (name, layer) in layers)
        {
            var input = x;
            x = tracer.Scope(name, () => layer.Build(tracer, input));
            if (layer.IsFeatureMap) x = tracer.Feature(name, x);
        }

        return x;
    }
}
