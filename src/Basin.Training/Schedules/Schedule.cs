namespace Basin.Training.Schedules;

/// <summary>The learning rate along training, as a factor on the rate of the settings. A pure function of the step.</summary>
public abstract record Schedule
{
    /// <summary>The factor at <paramref name="step"/>, at least 0.</summary>
    /// <param name="step">Steps taken before this one, at least 0.</param>
    public abstract double Factor(long step);
}
