using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Networks;
using Basin.Numerics.Graphs;
using Basin.Numerics.Random;

namespace Basin.Training.FineTuning;

/// <summary>What an earlier training left behind, by name: parameters and running statistics from which another network begins.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StartingPoint<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The standard deviation with which a head that does not fit is drawn anew, as Kou et al. (2020) do.</summary>
    public const double HeadDeviation = 0.01;
    private readonly ImmutableDictionary<string, (Shape Shape, T[] Values)> _arrays;

    /// <summary>Takes arrays over.</summary>
    /// <param name="arrays">Names, shapes and elements; names differ.</param>
    public StartingPoint(IEnumerable<(string Name, Shape Shape, T[] Values)> arrays) =>
        _arrays = arrays.ToImmutableDictionary(array => array.Name, array => (array.Shape, array.Values), StringComparer.Ordinal);

    /// <summary>All arrays, by name.</summary>
    public IEnumerable<(string Name, Shape Shape, T[] Values)> Arrays => _arrays.OrderBy(array => array.Key, StringComparer.Ordinal).Select(array => (array.Key, array.Value.Shape, array.Value.Values));

    /// <summary>Copies the point at which a network stands.</summary>
    public static StartingPoint<T> Of(Network<T> network, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state)
    {
        var arrays = new List<(string, Shape, T[])>();
        foreach (var window in network.Parameters) arrays.Add((window.Name, window.Shape, parameters.Slice(window.Offset, window.Length).ToArray()));
        foreach (var window in network.States) arrays.Add((window.Name, window.Shape, state.Slice(window.Offset, window.Length).ToArray()));
        return new StartingPoint<T>(arrays);
    }

    /// <summary>The elements of an array that has this name and shape; null when there is none.</summary>
    public T[]? Find(string name, Shape shape) => _arrays.TryGetValue(name, out var array) && array.Shape.Equals(shape) ? array.Values : null;

    /// <summary>
    /// Moves a network here. What has another name or shape is drawn anew: weights of the last layer from N(0, 0.01²), its bias 0, all else as
    /// the layers say.
    /// </summary>
    /// <param name="network">The network that is to be tuned.</param>
    /// <param name="seed">Decides what is drawn, from the streams <c>fine-tuning/name</c>.</param>
    /// <param name="parameters">θ; overwritten.</param>
    /// <param name="state">Its state; overwritten.</param>
    public Transfer MoveTo(Network<T> network, Seed seed, Span<T> parameters, Span<T> state)
    {
        network.Initialize(seed, parameters);
        network.InitializeState(state);
        var head = ParameterSelection.Layers(network.Parameters)[^1].Windows;
        ImmutableArray<string> kept = [], drawn = [];
        foreach (var window in network.Parameters)
        {
            var place = parameters.Slice(window.Offset, window.Length);
            var isKept = Copy(window.Name, window.Shape, place);
            (kept, drawn) = isKept ? (kept.Add(window.Name), drawn) : (kept, drawn.Add(window.Name));
            if (!isKept && head.Contains(window)) Draw(window, seed, place);
        }

        foreach (var window in network.States)
            (kept, drawn) = Copy(window.Name, window.Shape, state.Slice(window.Offset, window.Length)) ? (kept.Add(window.Name), drawn) : (kept, drawn.Add(window.Name));
        return new Transfer(kept, drawn);
    }

    private bool Copy(string name, Shape shape, Span<T> place)
    {
        var found = Find(name, shape);
        found.AsSpan().CopyTo(place);
        return found is not null;
    }

    private static void Draw(ParameterInfo window, Seed seed, Span<T> place)
    {
        var initializer = window.Shape.Rank > 1 ? Initializer.Gaussian(HeadDeviation) : Initializer.Constant(0);
        initializer.Fill(place, seed.Stream($"fine-tuning/{window.Name}"));
    }
}
