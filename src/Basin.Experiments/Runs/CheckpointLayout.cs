using System.Collections.Immutable;
using System.Numerics;
using Basin.Models.Networks;

namespace Basin.Experiments.Runs;

/// <summary>How the vectors of a training state are cut into named arrays, so that other programs find their way in a checkpoint.</summary>
/// <param name="Parameters">The windows on θ; also those on the velocity.</param>
/// <param name="Statistics">The windows on the statistics.</param>
public sealed record CheckpointLayout(ImmutableArray<ArrayLayout> Parameters, ImmutableArray<ArrayLayout> Statistics)
{
    /// <summary>The layout of a network's parameters and state.</summary>
    public static CheckpointLayout Of<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => new(
            [.. network.Parameters.Select(parameter => new ArrayLayout(parameter.Name, parameter.Offset, parameter.Shape))],
            [.. network.States.Select(state => new ArrayLayout(state.Name, state.Offset, state.Shape))]);
}
