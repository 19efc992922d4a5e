namespace Basin.Experiments.Papers.Kou2020;

/// <summary>The regularisers of fine-tuning that the paper compares and combines with.</summary>
internal enum Penalty
{
    /// <summary>Weight decay alone.</summary>
    None,

    /// <summary>L2-SP.</summary>
    StartingPoint,

    /// <summary>DELTA.</summary>
    Features,

    /// <summary>BSS.</summary>
    Spectrum,
}
