using Basin.Experiments.Runs;

namespace Basin.App.Terminal;

/// <summary>Plain lines, now and then: for files, pipes and simple terminals.</summary>
internal sealed class PlainScreen(TextWriter error, TimeProvider time) : Screen
{
    // Early lines show that something happens; a long run must not fill a log.
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);
    private TimeLeft _left = new(time);
    private string _activity = "";
    private long _last;
    private TimeSpan _interval;

    public override void Say(string line) => error.WriteLine(line);

    public override void Report(RunProgress value)
    {
        if (value.Activity != _activity)
        {
            (_activity, _last, _interval, _left) = (value.Activity, time.GetTimestamp(), _first, new TimeLeft(time));
            _left.Of(value.Done, value.Total);
            return;
        }

        if (time.GetElapsedTime(_last) < _interval) return;
        _last = time.GetTimestamp();
        _interval = TimeSpan.FromTicks(Math.Min(_longest.Ticks, _interval.Ticks * 2));
        var parts = new[] { $"{value.Activity} {(double)value.Done / Math.Max(1, value.Total):P0}", value.Detail, _left.Of(value.Done, value.Total) };
        error.WriteLine(string.Join(" · ", parts.Where(part => part.Length > 0)));
    }
}
