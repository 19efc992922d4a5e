namespace Basin.Training.Instruments;

/// <summary>A part of the time that goes by, and what was spent of it.</summary>
/// <param name="time">The clock.</param>
/// <param name="share">Of the time, in (0, 1); null for without limit.</param>
internal sealed class TimeShare(TimeProvider time, double? share)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>What was spent.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>Whether so much more would still be within the share of the time since this was made.</summary>
    public bool Allows(TimeSpan more) => share is not { } part || (Spent + more) <= part * time.GetElapsedTime(_start);

    /// <summary>Counts the time since <paramref name="start"/>.</summary>
    /// <returns>That time.</returns>
    public TimeSpan Spend(long start)
    {
        var spent = time.GetElapsedTime(start);
        Spent += spent;
        return spent;
    }
}
