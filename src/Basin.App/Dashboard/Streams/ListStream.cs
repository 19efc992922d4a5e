namespace Basin.App.Dashboard.Streams;

/// <summary>What changes in the list of runs from the moment of asking on.</summary>
internal sealed class ListStream(ServedRuns runs) : EventStream(runs.Time)
{
    protected override async Task Tell(EventWriter events, CancellationToken cancellationToken)
    {
        using var watch = runs.All.Begin();
        var told = watch.Seen;
        while (true)
        {
            await events.Until(told.Passed, cancellationToken);
            var now = watch.Seen;
            await events.Write("runs", now.Value.Since(told.Value), null, cancellationToken);
            told = now;
        }
    }
}
