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
