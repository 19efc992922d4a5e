using Basin.Analysis.Estimators;

namespace Basin.Analysis.Stability;

/// <summary>A bound on the critical learning rate.</summary>
/// <param name="Kind">Which.</param>
/// <param name="LearningRate">The bound, with the error it inherits.</param>
/// <param name="Proven">Whether it holds for the linearised network; otherwise it is an indication, and no verdict rests on it.</param>
public readonly record struct StabilityBound(StabilityBoundKind Kind, Estimate LearningRate, bool Proven)
{
    /// <summary>Whether rates below it are stable; otherwise rates above it are unstable.</summary>
    public bool IsSufficient => Kind == StabilityBoundKind.LargestExample;
}
