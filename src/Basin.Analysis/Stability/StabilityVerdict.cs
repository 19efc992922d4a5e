namespace Basin.Analysis.Stability;

/// <summary>Whether descent can stay at a point.</summary>
public enum StabilityVerdict
{
    /// <summary>No learning rate is known.</summary>
    Unknown,

    /// <summary>The learning rate is below the limit, errors included.</summary>
    Stable,

    /// <summary>The errors, or a gap between bounds, reach across the learning rate.</summary>
    Undecided,

    /// <summary>The learning rate is above the limit, errors included.</summary>
    Unstable,
}
