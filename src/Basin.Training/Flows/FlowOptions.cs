namespace Basin.Training.Flows;

/// <summary>How exactly a flow is followed.</summary>
public sealed record FlowOptions
{
    /// <summary>The error allowed in one step, as a part of each parameter; above 0.</summary>
    public double RelativeTolerance { get; init => field = Require.Positive(value); } = 1e-6;

    /// <summary>The error allowed in one step however small a parameter is; above 0.</summary>
    public double AbsoluteTolerance { get; init => field = Require.Positive(value); } = 1e-9;

    /// <summary>The length of every step, in time, without control of the error; null to choose steps by the error.</summary>
    public double? FixedStep { get; init => field = value is { } step ? Require.Positive(step) : null; }

    /// <summary>Velocities to spend, at least 8.</summary>
    public long MaxEvaluations { get; init => field = Require.AtLeast(value, 8); } = 10_000_000;
}
