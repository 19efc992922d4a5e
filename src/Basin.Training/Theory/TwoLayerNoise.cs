namespace Basin.Training.Theory;

/// <summary>How the label of an example of a two-layer network is disturbed anew each time it is drawn.</summary>
public enum TwoLayerNoise
{
    /// <summary>Not at all: the mean loss over flips is followed.</summary>
    None,

    /// <summary>±σ is added to it, a fair coin for the sign.</summary>
    Sign,

    /// <summary>A Gaussian of standard deviation σ is added to it.</summary>
    Gaussian,

    /// <summary>Its sign is flipped with the probability of the loss, <see cref="SmoothedLoss.Flip"/>.</summary>
    Flip,
}
