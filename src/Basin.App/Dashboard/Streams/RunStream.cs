using System.Collections.Immutable;
using System.Globalization;
using Basin.Experiments.Catalogs;

namespace Basin.App.Dashboard.Streams;

/// <summary>
/// A run from an offset of its series on: its new lines, its line in the list when that changes, and its end. The file is the queue:
/// each stream reads on from where it is, so nothing is lost, nothing comes twice, and a slow reader holds up only itself.
/// </summary>
/// <param name="runs">Where the run is looked at.</param>
/// <param name="run">Which.</param>
/// <param name="from">Bytes of its series that the reader has.</param>
internal sealed class RunStream(ServedRuns runs, ListedRun run, long from) : EventStream(runs.Time)
{
    // Of the file, an event.
    private const int MostBytes = 1 << 18;

    protected override async Task Tell(EventWriter events, CancellationToken cancellationToken)
    {
        using var watch = runs.Of(run).Begin();
        var (offset, file, told) = (from, watch.Seen.Value.Metrics, (RunRow?)null);
        while (true)
        {
            var seen = watch.Seen;
            var (row, metrics, length) = seen.Value;
            var reached = metrics == file ? await Add(events, file, offset, length, cancellationToken) : null;
            if (reached is not { } end)
            {
                // What the reader has is not what there is: it must begin anew.
                await events.Write("reset", row, null, cancellationToken);
                return;
            }

            offset = end;
            if (row != told) await events.Write("row", told = row, null, cancellationToken);
            if (row.Status is RunStatus.Finished or RunStatus.LossReached or RunStatus.Diverged)
            {
                await events.Write("done", row, null, cancellationToken);
                return;
            }

            await events.Until(seen.Passed, cancellationToken);
        }
    }

    // Null when the file was cut.
    private static async Task<long?> Add(EventWriter events, string file, long offset, long length, CancellationToken cancellationToken)
    {
        if (offset > length) return null;
        while (offset < length)
        {
            if (MetricsSeries.Read(file, offset, MostBytes) is not { } added) return null;

            // The last line is not whole yet.
            if (added.Offset == offset) break;
            offset = added.Offset;
            await events.Write("metrics", new AddedMetrics(offset, added.Series), offset.ToString(CultureInfo.InvariantCulture), cancellationToken);
        }

        return offset;
    }
}

/// <summary>The event <c>metrics</c>.</summary>
/// <param name="Offset">Bytes of the file that the reader now has.</param>
/// <param name="Series">The new numbers by name.</param>
internal sealed record AddedMetrics(long Offset, ImmutableSortedDictionary<string, SeriesView> Series);
