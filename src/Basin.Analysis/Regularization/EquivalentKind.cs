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
