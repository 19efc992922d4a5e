using Basin.Analysis.Estimators;

namespace Basin.Analysis.Stability;

/// <summary>Where a bound on the critical learning rate comes from.</summary>
public enum StabilityBoundKind
{
    /// <summary>Full-batch descent must be stable. Necessary.</summary>
    FullBatch,

    /// <summary>The second moment along the top eigenvector must not grow. Necessary. Source: Mulayoff and Michaeli (2024).</summary>
    TopDirection,

    /// <summary>The mean square must not grow from an isotropic start. Necessary. Source: Mulayoff and Michaeli (2024).</summary>
    Trace,

    /// <summary>√(B/μ)/‖G‖_F. Necessary where μ holds at every point. Source: Wu, Wang and Su (2022).</summary>
    Alignment,

    /// <summary>Sufficient: no example is sharper than the largest.</summary>
    LargestExample,
}

/// <summary>A bound on the critical learning rate.</summary>
/// <param name="Kind">Which.</param>
/// <param name="LearningRate">The bound, with the error it inherits.</param>
/// <param name="Proven">Whether it holds for the linearised network; otherwise it is an indication, and no verdict rests on it.</param>
public readonly record struct StabilityBound(StabilityBoundKind Kind, Estimate LearningRate, bool Proven)
{
    /// <summary>Whether rates below it are stable; otherwise rates above it are unstable.</summary>
    public bool IsSufficient => Kind == StabilityBoundKind.LargestExample;
}
