using Basin.Analysis.Estimators;
using Basin.Analysis.Regularization;
using Basin.Analysis.Stability;

namespace Basin.Analysis.Advice;

/// <summary>The numbers that advice may rest on; null is not known.</summary>
public sealed record AdviceInputs
{
    /// <summary>Whether SGD can stay here under the settings.</summary>
    public StabilityReport? Stability { get; init; }

    /// <summary>What SGD minimises besides the loss.</summary>
    public ImplicitRegularization? Regularization { get; init; }

    /// <summary>The simple noise scale tr Σ/‖∇L‖², in examples.</summary>
    public Estimate? NoiseScale { get; init; }
}
