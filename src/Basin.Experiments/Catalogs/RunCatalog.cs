using System.Collections.Immutable;
using Basin.Experiments.Runs;
using Basin.Models;

namespace Basin.Experiments.Catalogs;

/// <summary>The runs below a folder, finished or not. To look again costs little: only what has changed is read. Threads may share it.</summary>
/// <param name="root">The folder; without it there are no runs.</param>
public sealed class RunCatalog(string root)
{
    private readonly RunTree _tree = new(root);
    private readonly Dictionary<string, KnownRun> _known = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>All of them as they are now, the newest first. A damaged one is <see cref="RunStatus.Unreadable"/>.</summary>
    public ImmutableArray<RunRow> List()
    {
        lock (_lock)
        {
            var rows = _tree.All().Select(run => OnDisk(run).Row()).ToDictionary(row => row.Id, StringComparer.Ordinal);
            foreach (var gone in _known.Keys.Where(id => !rows.ContainsKey(id)).ToArray()) _known.Remove(gone);
            return [.. rows.Values.OrderByDescending(row => row.Started ?? DateTimeOffset.MinValue).ThenBy(row => row.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>The run with this identifier, as anybody may have made it up.</summary>
    /// <returns>Null unless it is one of those that are listed.</returns>
    public ListedRun? Find(string id) => _tree.Find(id);

    /// <summary>A run as it is now.</summary>
    public RunRow RowOf(ListedRun run)
    {
        lock (_lock) return OnDisk(run).Row();
    }

    /// <summary>A run as it is now, and where its series is.</summary>
    public RunState StateOf(ListedRun run)
    {
        lock (_lock) return OnDisk(run).State();
    }

    /// <summary>Steps of a run that are counted as one epoch; null along a flow.</summary>
    /// <exception cref="BadInputException">The run cannot be read.</exception>
    public static int? StepsPerEpochOf(ListedRun run) => RunLength.Of(RunFolder.ReadRecord(run.Path)).StepsPerEpoch;

    private KnownRun OnDisk(ListedRun run)
    {
        if (!_known.TryGetValue(run.Id, out var known)) _known[run.Id] = known = new KnownRun(run);
        return known;
    }
}
