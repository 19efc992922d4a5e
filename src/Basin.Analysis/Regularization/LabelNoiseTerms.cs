using Basin.Analysis.Estimators;

namespace Basin.Analysis.Regularization;

/// <summary>What label noise adds to the loss that SGD follows: λ·R(θ).</summary>
public sealed record LabelNoiseTerms
{
    /// <summary>
    /// λ: ησ²/(B(1 − β)) for noise added to targets. For flipped classes with cross-entropy the variance over the curvature is 1, and λ = η/(B(1 − β)).
    /// </summary>
    public required double Lambda { get; init; }

    /// <summary>σ²/α, with the variance σ² of the noise in the loss's slope and the loss's curvature α at the minimum: σ² for squared error, 1 for flipped labels.</summary>
    public required double NoisePerCurvature { get; init; }

    /// <summary>η/(1 − β), the rate at which the mean path descends a step.</summary>
    public required double EffectiveRate { get; init; }

    /// <summary>R(θ), about ¼ tr ∇²L where η is small; in L/θ² units of the curvature. Null where it is infinite or could not be measured.</summary>
    public required Estimate? R { get; init; }

    /// <summary>Whether η is at or past the limit of R's domain, where label noise alone makes descent leave.</summary>
    public required bool Infinite { get; init; }

    /// <summary>¼ tr ∇²L, the limit of R at small η.</summary>
    public required Estimate QuarterTrace { get; init; }

    /// <summary>λR, in L; null where R is.</summary>
    public Estimate? Contribution => R?.Times(Lambda);

    /// <summary>η/(1 − β)·λR: near a minimum a step moves θ on average down the gradient of this; null where R is.</summary>
    public Estimate? Drift => Contribution?.Times(EffectiveRate);

    /// <summary>What it rests on, one sentence.</summary>
    public required string Theory { get; init; }
}
