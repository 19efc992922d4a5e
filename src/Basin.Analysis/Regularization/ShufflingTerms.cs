using Basin.Analysis.Estimators;

namespace Basin.Analysis.Regularization;

/// <summary>What the learning rate and the batch add to the loss that SGD follows on average.</summary>
public sealed record ShufflingTerms
{
    /// <summary>(η/4)‖∇L‖², with the momentum's factor; in L.</summary>
    public required Estimate GradientTerm { get; init; }

    /// <summary>((N − B)/(N − 1))·(η/(4B))·Γ, with the momentum's factor; in L. 0 with replacement; null where Γ is not known.</summary>
    public required Estimate? NoiseTerm { get; init; }

    /// <summary>Which theory, and what it says the terms are; one sentence.</summary>
    public required string Theory { get; init; }
}
