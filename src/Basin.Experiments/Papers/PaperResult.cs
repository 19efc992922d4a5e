using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Basin.Experiments.Papers;

/// <summary>A paper of which claims were run, as JSON shows it.</summary>
/// <param name="Paper">Its identifier.</param>
/// <param name="Claims">In the order of the paper.</param>
public sealed record PaperResult(string Paper, ImmutableArray<ClaimResult> Claims)
{
    /// <summary>The page of the reproduction that it is all of; null within a larger one, and before it is done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Report { get; init; }
}
