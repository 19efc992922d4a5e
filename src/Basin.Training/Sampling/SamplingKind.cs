namespace Basin.Training.Sampling;

/// <summary>How mini-batches are drawn.</summary>
public enum SamplingKind
{
    /// <summary>A new random order each epoch, cut into batches: every example once an epoch.</summary>
    Shuffle,

    /// <summary>Every entry of every batch is uniform and independent of all others.</summary>
    Replacement,

    /// <summary>The order of the data in every epoch, cut into batches: the same batches again and again.</summary>
    Fixed,
}
