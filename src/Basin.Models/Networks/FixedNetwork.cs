using System.Numerics;
using Basin.Numerics.Graphs;

namespace Basin.Models.Networks;

/// <summary>A network at one point as a function without parameters, to be built into the graphs of other networks: the pre-trained one beside the one that is tuned.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FixedNetwork<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly FixedValues<T> _values;

    /// <summary>Copies the point.</summary>
    /// <param name="network">The function.</param>
    /// <param name="parameters">θ.</param>
    /// <param name="state">Its state, such as running statistics, which batch norms use.</param>
    public FixedNetwork(Network<T> network, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state) =>
        (_network, _values) = (network, new FixedValues<T>(network, parameters, state));

    /// <summary>Adds the network to a graph; it must not be disposed while a plan of the graph is used.</summary>
    /// <param name="inputs">The examples, shape (n, …).</param>
    /// <param name="mask">Given the name and the node of a feature map, what to go on with instead; null to change nothing.</param>
    /// <returns>The outputs, and the feature maps by name.</returns>
    public (Operation<T> Head, IReadOnlyList<(string Name, Operation<T> Node)> Features) Build(Operation<T> inputs, Func<string, Operation<T>, Operation<T>>? mask = null)
    {
        var (head, tracer) = _network.BuildFixed(inputs, _values, mask);
        return (head, tracer.Features);
    }

    /// <summary>Frees the copies.</summary>
    public void Dispose() => _values.Dispose();
}
