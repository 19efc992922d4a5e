namespace Basin.Models.Networks;

/// <summary>Which statistics batch norm divides by.</summary>
public enum BatchNormMode
{
    /// <summary>Those of the batch at hand, as in training; then examples see each other and have no gradients of their own.</summary>
    Batch,

    /// <summary>The running ones that training left behind, as in use.</summary>
    Frozen,
}
