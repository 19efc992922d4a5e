using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Basin.Experiments.Catalogs;

/// <summary>A number along a run, as the page draws it: lists of equal length.</summary>
public sealed record SeriesView
{
    /// <summary>Steps taken when each was measured; where several were put together, their mean.</summary>
    public required ImmutableArray<double> Step { get; init; }

    /// <summary>The values; where several were put together, their mean.</summary>
    public required ImmutableArray<double> Value { get; init; }

    /// <summary>The least of those put together; null where each value stands alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<double>? Low { get; init; }

    /// <summary>The largest of those put together; null where each value stands alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<double>? High { get; init; }

    /// <summary>The errors, NaN where none is known; their means where several were put together. Null without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<double>? Error { get; init; }
}
