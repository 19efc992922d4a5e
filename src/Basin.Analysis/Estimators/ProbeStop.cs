namespace Basin.Analysis.Estimators;

/// <summary>Why an estimate by random probes ended.</summary>
public enum ProbeStop
{
    /// <summary>The standard errors are within the tolerance.</summary>
    Precise,

    /// <summary>Nothing was estimated: the sum over all directions is exact up to rounding.</summary>
    Exact,

    /// <summary>The probes ran out first; the standard errors say how far it came.</summary>
    OutOfProbes,

    /// <summary>A product contained NaN or infinity.</summary>
    NotFinite,
}
