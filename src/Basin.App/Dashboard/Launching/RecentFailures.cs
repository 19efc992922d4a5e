namespace Basin.App.Dashboard.Launching;

/// <summary>What the last runs that failed said, so many of them.</summary>
internal sealed class RecentFailures
{
    private const int Most = 100;
    private readonly LinkedList<(string Id, string Said)> _failures = [];
    private readonly Lock _gate = new();

    public void Add(string id, string said)
    {
        lock (_gate)
        {
            Remove(id);
            _failures.AddLast((id, said));
            if (_failures.Count > Most) _failures.RemoveFirst();
        }
    }

    public void Forget(string id)
    {
        lock (_gate) Remove(id);
    }

    public string? Of(string id)
    {
        lock (_gate) return _failures.FirstOrDefault(failure => failure.Id == id).Said;
    }

    private void Remove(string id)
    {
        for (var node = _failures.First; node is not null; node = node.Next)
        {
            if (node.Value.Id != id) continue;
            _failures.Remove(node);
            return;
        }
    }
}
