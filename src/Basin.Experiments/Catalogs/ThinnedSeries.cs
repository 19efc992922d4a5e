using System.Collections.Immutable;

namespace Basin.Experiments.Catalogs;

/// <summary>A series of any length in at most so many buckets: whenever there would be more, neighbours become one, and later buckets are twice as wide.</summary>
/// <param name="points">Buckets at most, at least 2.</param>
internal sealed class ThinnedSeries(int points)
{
    private readonly List<Bucket> _buckets = [];
    private int _width = 1;

    /// <summary>How many numbers each bucket is the mean of: all alike but the last, which may have fewer.</summary>
    public IEnumerable<int> Counts => _buckets.Select(bucket => bucket.Count);

    /// <summary>Adds a number.</summary>
    /// <param name="step">Where it was measured.</param>
    /// <param name="value">Finite.</param>
    /// <param name="error">NaN where none is known.</param>
    public void Add(double step, double value, double error)
    {
        var one = new Bucket(1, step, value, value, value, double.IsFinite(error) ? 1 : 0, double.IsFinite(error) ? error : 0);
        if (_buckets.Count > 0 && _buckets[^1].Count < _width) _buckets[^1] = _buckets[^1].With(one);
        else _buckets.Add(one);
        if (_buckets.Count > points) Merge();
    }

    /// <summary>As the page draws it.</summary>
    public SeriesView View() => new()
    {
        Step = [.. _buckets.Select(bucket => bucket.Steps / bucket.Count)],
        Value = [.. _buckets.Select(bucket => Math.Clamp(bucket.Sum / bucket.Count, bucket.Low, bucket.High))],
        Low = _width > 1 ? [.. _buckets.Select(bucket => bucket.Low)] : null,
        High = _width > 1 ? [.. _buckets.Select(bucket => bucket.High)] : null,
        Error = _buckets.Any(bucket => bucket.ErrorCount > 0) ? [.. _buckets.Select(bucket => bucket.Errors / bucket.ErrorCount)] : null,
    };

    private void Merge()
    {
        for (var i = 0; i < _buckets.Count; i += 2) _buckets[i / 2] = i + 1 < _buckets.Count ? _buckets[i].With(_buckets[i + 1]) : _buckets[i];
        _buckets.RemoveRange((_buckets.Count + 1) / 2, _buckets.Count / 2);
        _width *= 2;
    }

    private readonly record struct Bucket(int Count, double Steps, double Sum, double Low, double High, int ErrorCount, double Errors)
    {
        public Bucket With(Bucket next) => new(
            Count + next.Count, Steps + next.Steps, Sum + next.Sum, Math.Min(Low, next.Low), Math.Max(High, next.High), ErrorCount + next.ErrorCount, Errors + next.Errors);
    }
}
