namespace Basin.Models.Networks;

/// <summary>How stochastic norm draws.</summary>
/// <param name="Probability">p, in [0, 1]: how likely the batch's statistics are; 1 is batch norm, 0 always takes the running ones.</param>
/// <param name="IsLayerWise">Whether all channels of a layer share one draw; otherwise each has its own, as in the paper.</param>
public sealed record StochNormSettings(double Probability, bool IsLayerWise = false)
{
    /// <summary>p, in [0, 1].</summary>
    public double Probability { get; } = Probability is >= 0 and <= 1
        ? Probability
        : throw new ArgumentOutOfRangeException(nameof(Probability), Probability, $"The probability of the batch's statistics is {Probability}; it must be a number from 0 to 1.");
}
