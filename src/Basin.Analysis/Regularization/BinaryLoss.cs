namespace Basin.Analysis.Regularization;

/// <summary>A loss l(y·f) of a label y = ±1.</summary>
public enum BinaryLoss
{
    /// <summary>log(1 + e^−x).</summary>
    Logistic,

    /// <summary>e^−x.</summary>
    Exponential,

    /// <summary>½(1 − x)².</summary>
    Square,
}
