using System.Collections.Immutable;

namespace Basin.Experiments.Catalogs;

/// <summary>The numbers of a <c>metrics.jsonl</c> by name: <c>loss</c>, <c>learningRate</c>, <c>gradientNorm</c>, <c>penalty</c>, <c>runningLoss</c>,
/// <c>trainLoss</c>, <c>trainAccuracy</c>, <c>testLoss</c>, <c>testAccuracy</c>, <c>time</c>, and whatever instruments read.</summary>
public sealed class MetricsSeries
{
    private MetricsSeries(long offset, long unreadable, ImmutableSortedDictionary<string, SeriesView> series) => (Offset, Unreadable, Series) = (offset, unreadable, series);

    /// <summary>Bytes up to the end of the last whole line that was read.</summary>
    public long Offset { get; }

    /// <summary>Lines that could not be read.</summary>
    public long Unreadable { get; }

    /// <summary>Those that have a number. What is not finite is left out.</summary>
    public ImmutableSortedDictionary<string, SeriesView> Series { get; }

    /// <summary>Reads whole lines, in one pass.</summary>
    /// <param name="path">The file, which may grow meanwhile; none is one without lines.</param>
    /// <param name="from">Bytes to leave out: an <see cref="Offset"/> of an earlier call.</param>
    /// <param name="most">Bytes after which no new line is begun.</param>
    /// <param name="points">At most so many a series, at least 2; longer ones are put together in buckets.</param>
    /// <returns>Null when <paramref name="from"/> begins no line any more: the file was cut and written anew.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MetricsSeries? Read(string path, long from = 0, long most = long.MaxValue, int points = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var parser = new MetricsParser();
        var columns = new List<ThinnedSeries>();
        var end = MetricsFile.Read(path, from, most, line =>
        {
            if (!parser.Read(line)) return false;
            while (columns.Count < parser.Names.Count) columns.Add(new ThinnedSeries(points));
            foreach (var (series, value, error) in parser.Values) columns[series].Add(parser.Step, value, error);
            return true;
        });
        return end is var (offset, unreadable)
            ? new MetricsSeries(offset, unreadable, columns.Select((column, i) => KeyValuePair.Create(parser.Names[i], column.View())).ToImmutableSortedDictionary(StringComparer.Ordinal))
            : null;
    }
}
