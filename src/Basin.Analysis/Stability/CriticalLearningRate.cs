using System.Collections.Immutable;

namespace Basin.Analysis.Stability;

/// <summary>The learning rate η* up to which SGD stays in mean square.</summary>
public sealed record CriticalLearningRate
{
    /// <summary>η*, or the least necessary bound on it; in 1/L.</summary>
    public required double Value { get; init; }

    /// <summary>Which of the two.</summary>
    public required CriticalLearningRateKind Kind { get; init; }

    /// <summary>Rates below this are stable, errors included; 0 where nothing is known.</summary>
    public required double Lower { get; init; }

    /// <summary>Rates above this are unstable, errors included.</summary>
    public required double Upper { get; init; }

    /// <summary>Every bound that the numbers allow, whether or not the exact value is known.</summary>
    public required ImmutableArray<StabilityBound> Bounds { get; init; }
}
