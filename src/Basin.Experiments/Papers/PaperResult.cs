using System.Collections.Immutable;

namespace Basin.Experiments.Papers;

/// <summary>A paper of which claims were run, as JSON shows it.</summary>
/// <param name="Paper">Its identifier.</param>
/// <param name="Claims">In the order of the paper.</param>
public sealed record PaperResult(string Paper, ImmutableArray<ClaimResult> Claims);
