namespace Basin.Bench;

/// <summary>One way of doing a workload.</summary>
internal abstract class Contestant(string name, bool informational = false)
{
    public string Name { get; } = name;

    /// <summary>Shown, but not what Basin is compared with.</summary>
    public bool Informational { get; } = informational;

    /// <summary>Starts afresh, then times <paramref name="repeats"/> iterations.</summary>
    public abstract Timing Run(int repeats);
}
