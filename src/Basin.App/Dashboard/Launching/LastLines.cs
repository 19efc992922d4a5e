namespace Basin.App.Dashboard.Launching;

/// <summary>The end of what a program said, however much it says.</summary>
internal sealed class LastLines
{
    private const int Lines = 20;
    private const int Letters = 500;
    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();

    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_gate)
        {
            _lines.Enqueue(line.Length > Letters ? line[..Letters] + "…" : line);
            if (_lines.Count > Lines) _lines.Dequeue();
        }
    }

    /// <summary>The error in the words of the tool, without what only a terminal needs.</summary>
    public override string ToString()
    {
        lock (_gate)
            return string.Join('\n', _lines.Where(line => !line.StartsWith("See: basin ", StringComparison.Ordinal)).Select(line => line.StartsWith("basin: ", StringComparison.Ordinal) ? line[7..] : line));
    }
}
