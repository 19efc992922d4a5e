namespace Basin.Training.Schedules;

/// <summary>Another schedule whose first <see cref="Steps"/> steps are scaled by 1/W, 2/W, …, 1.</summary>
/// <remarks>The inner schedule sees the same step, so a cosine of N steps still ends at step N. Source: Goyal et al. (2017).</remarks>
public sealed record WarmUp : Schedule
{
    /// <summary>The number W of steps to warm up; at least 0.</summary>
    public required long Steps { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>What is warmed up.</summary>
    public required Schedule Inner { get; init; }

    /// <inheritdoc/>
    public override double Factor(long step) =>
        Inner.Factor(step) * (step < Steps ? (step + 1.0) / Steps : 1);
}
