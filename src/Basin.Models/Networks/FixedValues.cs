using System.Numerics;
using Basin.Numerics.Graphs;
using Basin.Numerics.Memory;

namespace Basin.Models.Networks;

/// <summary>A network's parameters and state at one point, by name, kept as constants that graphs share.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FixedValues<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, NativeBuffer<T>> _values = new(StringComparer.Ordinal);

    /// <summary>Copies a point.</summary>
    /// <param name="network">Whose.</param>
    /// <param name="parameters">θ.</param>
    /// <param name="state">Its state.</param>
    public FixedValues(Network<T> network, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state)
    {
        foreach (var window in network.Parameters) Keep(window.Name, parameters.Slice(window.Offset, window.Length));
        foreach (var window in network.States) Keep(window.Name, state.Slice(window.Offset, window.Length));
    }

    /// <summary>A node that carries one of them.</summary>
    public Operation<T> Node(string name, Shape shape) => new Constant<T>(name, _values[name], shape);

    public void Dispose()
    {
        foreach (var buffer in _values.Values) buffer.Dispose();
    }

    private void Keep(string name, ReadOnlySpan<T> values)
    {
        var buffer = new NativeBuffer<T>(values.Length);
        values.CopyTo(buffer.Span);
        _values[name] = buffer;
    }
}
