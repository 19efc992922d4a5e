using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>A flow in place of steps.</summary>
public sealed record FlowSettings
{
    /// <summary>Which.</summary>
    public required FlowKind Kind { get; init; }

    /// <summary>The time t to follow it, in learning rate times steps; above 0.</summary>
    public required double Time { get; init => field = Require.Positive(value); }
}
