namespace Basin.Experiments.Runs;

/// <summary>How inputs are shifted and scaled, by the mean and deviation of the training examples.</summary>
public enum StandardizeKind
{
    /// <summary>Not at all; 8-bit pixels are still divided by 255.</summary>
    None,

    /// <summary>Each feature for itself.</summary>
    Feature,

    /// <summary>Each channel of an image for itself.</summary>
    Channel,
}
