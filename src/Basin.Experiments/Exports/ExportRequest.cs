using System.Collections.Immutable;

namespace Basin.Experiments.Exports;

/// <summary>What to export.</summary>
public sealed record ExportRequest
{
    /// <summary>The folders of runs; at least one.</summary>
    public required ImmutableArray<string> Runs { get; init; }

    /// <summary>As what.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>The file to write; for <see cref="ExportFormat.Tensorboard"/> the folder.</summary>
    public required string Out { get; init; }

    /// <summary>Whether to replace what is there.</summary>
    public bool Force { get; init; }
}
