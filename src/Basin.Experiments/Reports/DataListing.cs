using System.Collections.Immutable;
using Basin.Models.Data;

namespace Basin.Experiments.Reports;

/// <summary>What <c>basin data list --json</c> prints.</summary>
/// <param name="DataSets">The sets that have a name.</param>
public sealed record DataListing(ImmutableArray<CatalogEntry> DataSets);
