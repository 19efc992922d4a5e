using Basin.Experiments.Catalogs;

namespace Basin.App.Dashboard.Streams;

/// <summary>The list of runs, equal to another when each line is.</summary>
/// <param name="Rows">The newest first.</param>
internal sealed record RowSet(IReadOnlyList<RunRow> Rows)
{
    public bool Equals(RowSet? other) => other is not null && Rows.SequenceEqual(other.Rows);

    public override int GetHashCode() => Rows.Count;

    /// <summary>What makes this list of an earlier one.</summary>
    public RowChanges Since(RowSet before)
    {
        var then = before.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var here = Rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        return new RowChanges(
            [.. Rows.Where(row => !then.TryGetValue(row.Id, out var old) || old != row)],
            [.. before.Rows.Select(row => row.Id).Where(id => !here.Contains(id))]);
    }
}
