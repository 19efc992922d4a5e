using System.Collections.Immutable;

namespace Basin.Experiments.Papers;

/// <summary>What came of running a claim.</summary>
/// <param name="Checks">What was measured beside what was expected; the first is the headline, and all must pass.</param>
public sealed record ClaimOutcome(ImmutableArray<Check> Checks)
{
    /// <summary>What to look at; saved beside the run.</summary>
    public ImmutableArray<NamedFigure> Figures { get; init; } = [];

    /// <summary>What a reader should know about this run, one sentence; null for nothing.</summary>
    public string? Note { get; init; }
}
