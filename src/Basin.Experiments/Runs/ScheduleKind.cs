namespace Basin.Experiments.Runs;

/// <summary>How the learning rate changes along training.</summary>
public enum ScheduleKind
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>Divided by ten after a half and after three quarters of the steps.</summary>
    Step,

    /// <summary>Half a cosine, down to zero at the last step.</summary>
    Cosine,
}
