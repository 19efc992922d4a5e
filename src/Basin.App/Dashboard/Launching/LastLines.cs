namespace Basin.App.Dashboard.Launching;

/// <summary>The end of what a program said, however much it says.</summary>
internal sealed class LastLines
{
    private const string Error = "basin: ";
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

    /// <summary>The error in the words of the tool, without the progress before it and without what only a terminal needs.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            var lines = _lines.Any(IsError) ? _lines.SkipWhile(line => !IsError(line)) : _lines;
            return string.Join('\n', lines.Where(line => !line.StartsWith("See: basin ", StringComparison.Ordinal)).Select(line => IsError(line) ? line[Error.Length..] : line));
        }
    }

    private static bool IsError(string line) => line.StartsWith(Error, StringComparison.Ordinal);
}
