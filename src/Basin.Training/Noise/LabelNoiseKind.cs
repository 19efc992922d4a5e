namespace Basin.Training.Noise;

/// <summary>How noise on targets is distributed.</summary>
public enum LabelNoiseKind
{
    /// <summary>+σ or −σ, each with probability ½.</summary>
    Sign,

    /// <summary>Gaussian with standard deviation σ.</summary>
    Gaussian,
}
