namespace Basin.Experiments.Runs;

/// <summary>The numbers computed with.</summary>
public enum Precision
{
    /// <summary>24 bits: the faster, for training and large networks.</summary>
    Float32,

    /// <summary>53 bits: for spectra and checks of small networks.</summary>
    Float64,
}
