namespace Basin.Bench;

/// <summary>What is measured of an objective.</summary>
internal enum InspectionTask
{
    /// <summary>A Hessian-vector product.</summary>
    Product,

    /// <summary>The largest eigenvalue.</summary>
    Top,

    /// <summary>The ten largest eigenvalues.</summary>
    TopTen,

    /// <summary>The spectral density: 10 random starts, 100 Lanczos steps each.</summary>
    Density,

    /// <summary>The norm of every example's gradient.</summary>
    Norms,

    /// <summary>The gradient of every example, stored.</summary>
    Samples,

    /// <summary>Every eigenvalue.</summary>
    Spectrum,
}
