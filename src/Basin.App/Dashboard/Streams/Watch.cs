namespace Basin.App.Dashboard.Streams;

/// <summary>One who watches a <see cref="Feed{T}"/>, until disposed.</summary>
internal sealed class Watch<T>(Func<Seen<T>> seen, Action end) : IDisposable
{
    private bool _isOver;

    /// <summary>What was seen last.</summary>
    public Seen<T> Seen => seen();

    public void Dispose()
    {
        if (!_isOver) end();
        _isOver = true;
    }
}
