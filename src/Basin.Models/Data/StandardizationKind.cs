namespace Basin.Models.Data;

/// <summary>How inputs are shifted and scaled before a network sees them.</summary>
public enum StandardizationKind
{
    /// <summary>As they are in the file.</summary>
    None,

    /// <summary>Divided by one number: 255 for 8-bit pixels, so that they lie in [0, 1].</summary>
    Scale,

    /// <summary>Each feature less its mean over the training examples, divided by its standard deviation.</summary>
    PerFeature,

    /// <summary>Each channel (the last axis) less its mean over the training examples and pixels, divided by its standard deviation.</summary>
    PerChannel,
}
