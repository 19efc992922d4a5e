namespace Basin.App.Dashboard.Streams;

/// <summary>Looks at something again and again, once for all who watch it, and not at all while nobody does.</summary>
/// <param name="look">What it is now.</param>
/// <param name="period">Time from one look to the next; longer where looking takes long.</param>
/// <param name="time">The clock.</param>
/// <typeparam name="T">Equal while nothing has changed.</typeparam>
internal sealed class Feed<T>(Func<T> look, TimeSpan period, TimeProvider time)
{
    // A look takes this share of the time at most.
    private const int RestPerLook = 10;
    private readonly Lock _lock = new();
    private Action? _end;
    private Seen<T>? _seen;

    /// <summary>How many watch.</summary>
    public int Watchers { get; private set; }

    /// <summary>Watches from now on; whoever watches first looks first.</summary>
    public Watch<T> Begin()
    {
        lock (_lock)
        {
            if (Watchers == 0)
            {
                _seen = new Seen<T>(look());
                var ending = new CancellationTokenSource();
                _end = () =>
                {
                    ending.Cancel();
                    ending.Dispose();
                };
                _ = Look(ending.Token);
            }

            // Only now: who could not look does not watch, and the next one looks first again.
            Watchers++;
        }

        return new Watch<T>(() => _seen!, End);
    }

    private void End()
    {
        lock (_lock)
        {
            if (--Watchers == 0) _end!();
        }
    }

    private async Task Look(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var begun = time.GetTimestamp();
                var now = new Seen<T>(look());
                var rest = RestPerLook * time.GetElapsedTime(begun);
                timer.Period = rest > period ? rest : period;
                lock (_lock)
                {
                    if (cancellationToken.IsCancellationRequested) return;
                    var before = _seen!;
                    if (EqualityComparer<T>.Default.Equals(now.Value, before.Value)) continue;
                    _seen = now;
                    before.Pass();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
            return;
        }
        catch (Exception e)
        {
            _seen!.Fail(e);
        }
    }
}
