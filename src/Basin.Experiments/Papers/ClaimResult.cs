using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Basin.Experiments.Papers;

/// <summary>A claim that was run, as JSON shows it.</summary>
public sealed record ClaimResult
{
    /// <summary>The claim.</summary>
    public required string Id { get; init; }

    /// <summary>What it says.</summary>
    public required string Statement { get; init; }

    /// <summary>Where the paper says it.</summary>
    public required string Place { get; init; }

    /// <summary>Every parameter with its value.</summary>
    public required ImmutableSortedDictionary<string, double> Settings { get; init; }

    /// <summary>Seeds averaged over.</summary>
    public required int Seeds { get; init; }

    /// <summary>What <see cref="Measured"/> is; null when nothing was run.</summary>
    public string? What { get; init; }

    /// <summary>The headline number; NaN when nothing was run.</summary>
    public double Measured { get; init; } = double.NaN;

    /// <summary>Its standard error.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>Where it is expected.</summary>
    public Band Expected { get; init; } = new(double.NaN, double.NaN);

    /// <summary>Where the band comes from.</summary>
    public BandSource? Source { get; init; }

    /// <summary>Whether all checks passed; null when the claim could not be run.</summary>
    public required bool? Passed { get; init; }

    /// <summary>Time on the clock.</summary>
    public required double Seconds { get; init; }

    /// <summary>Everything that was measured, the headline first.</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    /// <summary>What a reader should know; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Its figures.</summary>
    [JsonIgnore]
    public ImmutableArray<NamedFigure> Figures { get; init; } = [];
}
