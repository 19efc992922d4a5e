using Basin.Experiments.Reports;

namespace Basin.Experiments.Catalogs;

/// <summary>The numbers of a run that were recorded last. Only what was added to the file since the last look is read.</summary>
internal sealed class RunHeadline
{
    private readonly Dictionary<string, MetricsValue> _last = [];
    private MetricsParser _parser = new();
    private string? _path;
    private long _offset;

    /// <summary>Steps taken at the last line; null without one.</summary>
    public long? Step { get; private set; }

    /// <summary>The number of this series that was recorded last; null without one.</summary>
    public double? this[string series] => _last.TryGetValue(series, out var value) ? value.Value : null;

    /// <summary>The sharpness that was read last.</summary>
    public double? Sharpness => this[Readings.Sharpness];

    /// <summary>Reads on, or anew when it is another file or was cut.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Update(string path)
    {
        if (path != _path) Forget(path);
        var read = MetricsFile.Read(path, _offset, long.MaxValue, Take);
        if (read is null)
        {
            Forget(path);
            read = MetricsFile.Read(path, 0, long.MaxValue, Take);
        }

        _offset = read?.Offset ?? 0;
    }

    private bool Take(ReadOnlySpan<byte> line)
    {
        if (!_parser.Read(line)) return false;
        Step = _parser.Step;
        foreach (var value in _parser.Values) _last[_parser.Names[value.Series]] = value;
        return true;
    }

    private void Forget(string path)
    {
        (_path, _offset, Step, _parser) = (path, 0, null, new MetricsParser());
        _last.Clear();
    }
}
