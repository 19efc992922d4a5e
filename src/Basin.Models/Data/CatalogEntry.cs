using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>A data set that has a name.</summary>
/// <param name="Name">What to give as the path.</param>
/// <param name="Description">What it is, in a line.</param>
/// <param name="IsEmbedded">True when it is made by code and needs no file.</param>
/// <param name="FoundAt">The file or folder that was found; null when it is missing or needs none.</param>
/// <param name="LookedAt">The paths tried, in order; empty when it needs none.</param>
public sealed record CatalogEntry(string Name, string Description, bool IsEmbedded, string? FoundAt, ImmutableArray<string> LookedAt)
{
    /// <summary>True when it can be opened here.</summary>
    public bool IsPresent => IsEmbedded || FoundAt is not null;
}
