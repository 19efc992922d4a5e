using System.Collections.Immutable;
using Basin.Experiments.Catalogs;

namespace Basin.App.Dashboard.Streams;

/// <summary>The event <c>runs</c>.</summary>
/// <param name="Changed">Lines that are new, or not what they were.</param>
/// <param name="Removed">Identifiers of runs that are gone.</param>
internal sealed record RowChanges(ImmutableArray<RunRow> Changed, ImmutableArray<string> Removed);
