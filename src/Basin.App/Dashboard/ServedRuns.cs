using System.Collections.Concurrent;
using Basin.App.Dashboard.Launching;
using Basin.App.Dashboard.Streams;
using Basin.Experiments.Catalogs;

namespace Basin.App.Dashboard;

/// <summary>The runs below the root as this server shows them, and as its streams follow them.</summary>
/// <param name="catalog">The runs.</param>
/// <param name="started">Those that it started itself.</param>
/// <param name="time">The clock.</param>
internal sealed class ServedRuns(RunCatalog catalog, StartedRuns started, TimeProvider time)
{
    private static readonly TimeSpan _looksAtRun = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _looksAtAll = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Feed<RunState>> _runs = new(StringComparer.Ordinal);

    /// <summary>All of them, for those who follow the list.</summary>
    public Feed<RowSet> All => field ??= new Feed<RowSet>(() => new RowSet(List()), _looksAtAll, time);

    /// <summary>Streams that are open.</summary>
    public int Watchers => All.Watchers + _runs.Values.Sum(feed => feed.Watchers);

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<RunRow> List() => [.. catalog.List().Select(Mark)];

    /// <summary>See <see cref="RunCatalog.Find"/>.</summary>
    public ListedRun? Find(string id) => catalog.Find(id);

    /// <summary>A run now.</summary>
    public RunRow RowOf(ListedRun run) => Mark(catalog.RowOf(run));

    /// <summary>A run now, and where its series is.</summary>
    public RunState StateOf(ListedRun run)
    {
        var state = catalog.StateOf(run);
        return state with { Row = Mark(state.Row) };
    }

    /// <summary>A run, for those who follow it.</summary>
    public Feed<RunState> Of(ListedRun run) => _runs.GetOrAdd(run.Id, _ => new Feed<RunState>(() => StateOf(run), _looksAtRun, time));

    // A run that failed said why to the server that started it, and to nobody else.
    private RunRow Mark(RunRow row) => row with
    {
        Mine = started.IsMine(row.Id),
        Message = row.Status == RunStatus.Interrupted && started.Failure(row.Id) is { } failure ? failure : row.Message,
    };
}
