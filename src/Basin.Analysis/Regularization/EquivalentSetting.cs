namespace Basin.Analysis.Regularization;

/// <summary>Another setting with the same implicit regularisation.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Batch">B of that setting.</param>
/// <param name="Value">The learning rate in 1/L, σ in units of the target, or λ in 1/L.</param>
/// <param name="Statement">What is equal, in one sentence.</param>
public readonly record struct EquivalentSetting(EquivalentKind Kind, int Batch, double Value, string Statement);
