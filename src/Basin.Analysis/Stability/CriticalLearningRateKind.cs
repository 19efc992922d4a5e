namespace Basin.Analysis.Stability;

/// <summary>How a critical learning rate is known.</summary>
public enum CriticalLearningRateKind
{
    /// <summary>Computed from all examples, up to the accuracy of the eigenvalue search.</summary>
    Exact,

    /// <summary>Only enclosed: the value is the least necessary bound, above which SGD is unstable.</summary>
    Bound,
}
