namespace Basin.Bench;

/// <summary>One line of the benchmark.</summary>
/// <param name="name">As in the table.</param>
/// <param name="wanted">The figure to reach.</param>
internal abstract class Workload(string name, double wanted)
{
    public string Name { get; } = name;

    public double Wanted { get; } = wanted;

    /// <summary>Checks and times.</summary>
    /// <exception cref="DisagreementException">The two sides computed different numbers.</exception>
    public abstract Row Run(Session session);
}
