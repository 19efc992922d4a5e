namespace Basin.Bench;

/// <summary>One entry of the benchmark: a line of the table, or two.</summary>
/// <param name="name">As in the table.</param>
/// <param name="wanted">The figure to reach.</param>
internal abstract class Workload(string name, double wanted)
{
    public string Name { get; } = name;

    public double Wanted { get; } = wanted;

    /// <summary>Checks and times.</summary>
    /// <exception cref="DisagreementException">The two sides computed different numbers.</exception>
    public abstract IReadOnlyList<Row> Run(Session session);

    /// <summary>Sets Basin's side up and runs it once: for whoever measures the process.</summary>
    /// <exception cref="NotSupportedException">This workload has no such thing.</exception>
    public virtual void RunOnce(Session session) => throw new NotSupportedException($"{Name} cannot be run by itself.");
}
