namespace Basin.Analysis.Inspection;

/// <summary>Whether full-batch descent can stay at a point, by its sharpness alone.</summary>
public enum StabilityVerdict
{
    /// <summary>No learning rate is known.</summary>
    Unknown,

    /// <summary>The sharpness is below the limit, its error included.</summary>
    Stable,

    /// <summary>The error of the sharpness reaches across the limit.</summary>
    Undecided,

    /// <summary>The sharpness is above the limit, its error included.</summary>
    Unstable,
}
