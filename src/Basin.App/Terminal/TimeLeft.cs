namespace Basin.App.Terminal;

/// <summary>How long an activity will still take, judged by its speed so far.</summary>
internal sealed class TimeLeft(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private long _first = -1;

    /// <summary>In words; empty when there is nothing to judge by.</summary>
    public string Of(long done, long total)
    {
        // A run that goes on from a checkpoint begins in the middle.
        if (_first < 0) _first = done;
        if (done <= _first || done >= total) return "";
        var seconds = time.GetElapsedTime(_start).TotalSeconds * (total - done) / (done - _first);
        return seconds switch
        {
            < 1 => "under 1 s left",
            < 100 => $"{Math.Ceiling(seconds)} s left",
            < 6000 => $"{Math.Ceiling(seconds / 60)} min left",
            _ => $"{seconds / 3600:f1} h left",
        };
    }
}
