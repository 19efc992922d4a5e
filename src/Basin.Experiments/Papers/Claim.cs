using System.Collections.Immutable;

namespace Basin.Experiments.Papers;

/// <summary>One statement of a paper that can be measured, and the numbers that decide whether it holds.</summary>
public abstract class Claim
{
    /// <summary>What the command line calls it, such as <c>sgd-beats-gd</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The statement, one sentence.</summary>
    public abstract string Statement { get; }

    /// <summary>Where the paper says it: section, theorem or figure.</summary>
    public abstract string Place { get; }

    /// <summary>What can be set.</summary>
    public virtual ImmutableArray<ClaimParameter> Parameters => [];

    /// <summary>How many seeds are averaged; 1 for a claim without chance.</summary>
    public virtual SeedCount Seeds => new(1, 1);

    /// <summary>The data set that must be on this machine, by its name in <c>basin data list</c>; null when the claim needs none.</summary>
    public virtual string? Data => null;

    /// <summary>Measures. Results depend on the settings, the seeds and nothing else.</summary>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public abstract ClaimOutcome Run(ClaimContext context);
}
