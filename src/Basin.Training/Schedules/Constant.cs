namespace Basin.Training.Schedules;

/// <summary>The same rate at every step.</summary>
public sealed record Constant : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step) => 1;
}
