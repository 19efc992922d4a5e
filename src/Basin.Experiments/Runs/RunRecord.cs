using System.Collections.Immutable;

namespace Basin.Experiments.Runs;

/// <summary><c>run.json</c>: what would make the same run again.</summary>
public sealed record RunRecord
{
    /// <summary>The layout of the folder.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The layout of this folder; a newer one is refused.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The command line.</summary>
    public required string Command { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>What was asked.</summary>
    public required TrainSettings Settings { get; init; }

    /// <summary>What it took over from the run that it begins with; null when it begins anew.</summary>
    public string? Start { get; init; }

    /// <summary>The data, with fingerprints: going on with other data is refused.</summary>
    public required ImmutableArray<DataFile> Data { get; init; }

    /// <summary>Software and machine.</summary>
    public required RunVersions Versions { get; init; }
}
