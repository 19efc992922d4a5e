using System.Collections.Immutable;

namespace Basin.Experiments.Runs;

/// <summary>How the vectors of a training state are cut into named arrays, so that other programs find their way in a checkpoint.</summary>
/// <param name="Parameters">The windows on θ; also those on the velocity.</param>
/// <param name="Statistics">The windows on the statistics.</param>
public sealed record CheckpointLayout(ImmutableArray<ArrayLayout> Parameters, ImmutableArray<ArrayLayout> Statistics);
