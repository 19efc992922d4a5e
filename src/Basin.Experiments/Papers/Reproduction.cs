using System.Collections.Immutable;

namespace Basin.Experiments.Papers;

/// <summary>Claims that were run.</summary>
/// <param name="Papers">By identifier.</param>
/// <param name="Passed">Whether no claim failed; one that could not be run has not failed.</param>
/// <param name="Seconds">Time on the clock.</param>
/// <param name="Folder">Where the numbers and figures were saved.</param>
public sealed record Reproduction(ImmutableArray<PaperResult> Papers, bool Passed, double Seconds, string Folder)
{
    /// <summary>The page to look at.</summary>
    public string? Report { get; init; }

    /// <summary>Every claim.</summary>
    internal IEnumerable<ClaimResult> Claims => Papers.SelectMany(paper => paper.Claims);
}
