namespace Basin.Training.Theory;

/// <summary>The Gauss-Newton matrix G of a two-layer network in three numbers.</summary>
/// <param name="Trace">tr G, which is tr ∇²L.</param>
/// <param name="FrobeniusNorm">‖G‖_F.</param>
/// <param name="Sharpness">λ₁ of G.</param>
public readonly record struct TwoLayerSpectrum(double Trace, double FrobeniusNorm, double Sharpness);
