using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;

namespace Basin.Analysis.Regularization;

/// <summary>What the implicit regularisation is evaluated from.</summary>
public sealed record RegularizationInputs
{
    /// <summary>‖∇L‖².</summary>
    public required Estimate GradientSquare { get; init; }

    /// <summary>Γ = tr Σ; null where examples have no gradients of their own.</summary>
    public required Estimate? NoiseTrace { get; init; }

    /// <summary>tr ∇²L.</summary>
    public required Estimate Trace { get; init; }

    /// <summary>λ_max of ∇²L; its standard error is the residual.</summary>
    public required Estimate Sharpness { get; init; }

    /// <summary>tr f(∇²L) for a smooth f: from all eigenvalues, or from a quadrature of the spectrum such as <see cref="SpectralDensity.Trace"/>.</summary>
    public Func<Func<double, double>, Estimate>? TraceOf { get; init; }

    /// <summary>The stability at the same settings; null where it was not analysed.</summary>
    public StabilityReport? Stability { get; init; }
}
