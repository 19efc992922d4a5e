namespace Basin.Experiments.Papers;

/// <summary>Where the numbers come from that a measurement is held against.</summary>
public enum BandSource
{
    /// <summary>Computed for the settings given, from a formula or by exact means.</summary>
    ClosedForm,

    /// <summary>What the paper states.</summary>
    Paper,

    /// <summary>Measured by this project at the default settings, with another generator; it says nothing about others.</summary>
    Measurement,
}
