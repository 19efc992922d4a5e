using Basin.Analysis.Estimators;

namespace Basin.Analysis.Inspection;

/// <summary>What is known of the covariance of the gradients of single examples, Σ = mean (gᵢ − ḡ)(gᵢ − ḡ)ᵀ, shape (p, p).</summary>
public sealed record GradientNoise
{
    /// <summary>tr Σ: the mean of ‖gᵢ − ḡ‖². A batch of B drawn with replacement has tr Σ / B. Null where examples have no gradients of their own.</summary>
    public required Estimate? Trace { get; init; }
}
