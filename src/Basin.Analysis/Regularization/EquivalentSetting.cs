namespace Basin.Analysis.Regularization;

/// <summary>What is changed to keep the same regularisation.</summary>
public enum EquivalentKind
{
    /// <summary>The learning rate at half the batch.</summary>
    HalfBatch,

    /// <summary>The learning rate at twice the batch.</summary>
    DoubleBatch,

    /// <summary>σ of noise added to the targets, at a small learning rate.</summary>
    LabelNoise,

    /// <summary>λ of an explicit penalty (λ/4)·mean ‖ĝ‖² over batches, at a small learning rate.</summary>
    Penalty,
}

/// <summary>Another setting with the same implicit regularisation.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Batch">B of that setting.</param>
/// <param name="Value">The learning rate in 1/L, σ in units of the target, or λ in 1/L.</param>
/// <param name="Statement">What is equal, in one sentence.</param>
public readonly record struct EquivalentSetting(EquivalentKind Kind, int Batch, double Value, string Statement);
