using Basin.Training.Theory.TwoPatterns;

namespace Basin.Experiments.Papers.Li2019;

/// <summary>Everything that a run on the two patterns depends on, apart from its seed.</summary>
internal sealed record PatternSettings
{
    public TwoPatternOptions Data { get; init; } = new();

    public BlockNetworkOptions Network { get; init; } = new();

    public NoisyDescentOptions Descent { get; init; } = new();

    /// <summary>Training examples with the first pattern only.</summary>
    public int OnlyFirst { get; init; }

    /// <summary>Training examples with both.</summary>
    public int Both { get; init; }

    /// <summary>Training examples with the second pattern only.</summary>
    public int OnlySecond { get; init; }

    /// <summary>Test examples of each kind.</summary>
    public int Test { get; init; }
}
