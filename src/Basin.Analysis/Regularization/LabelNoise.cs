using Basin.Analysis.Estimators;
using Basin.Models.Losses;

namespace Basin.Analysis.Regularization;

/// <summary>The implicit regularisation by noise in the labels.</summary>
public static class LabelNoise
{
    /// <summary>The strength λ, with the 1/α of a classification loss in it.</summary>
    /// <param name="settings">The training; its label noise counts for squared error only.</param>
    /// <remarks>
    /// A class drawn anew with given probabilities q has, at the minimum of the mean loss over draws, where the network's probabilities are q,
    /// gradients by the outputs of covariance diag(q) − qqᵀ. That is also the loss's Hessian by the outputs, so that the noise covariance is
    /// ∇²L itself, whatever the probability of a flip and the number of classes: λ = η/(B(1 − β)).
    /// </remarks>
    public static double Strength(RegularizationSettings settings) =>
        settings.LearningRate * NoisePerCurvature(settings) / (settings.Batch * (1 - settings.Momentum));

    /// <summary>Evaluates λ and R.</summary>
    /// <param name="settings">The training, with label noise.</param>
    /// <param name="trace">tr H.</param>
    /// <param name="sharpness">λ_max of H; its standard error is the residual.</param>
    /// <param name="traceOf">tr f(H) for a smooth f: from the eigenvalues, or a quadrature of the spectrum; null where neither is at hand.</param>
    public static LabelNoiseTerms Of(RegularizationSettings settings, Estimate trace, Estimate sharpness, Func<Func<double, double>, Estimate>? traceOf)
    {
        if (settings.Loss != LossKind.SquaredError && settings.LabelNoise >= 1)
            throw new ArgumentOutOfRangeException(nameof(settings), settings.LabelNoise, "With classes label noise is the probability of a flip, below 1.");
        var regularizer = new LabelNoiseRegularizer(settings.Rule, settings.LearningRate);
        var infinite = sharpness.Value >= regularizer.Limit;
        var r = infinite ? null : traceOf?.Invoke(regularizer.At);

        // A node of the quadrature beyond the limit says the same as the sharpness.
        if (r is { } value && !double.IsFinite(value.Value)) (r, infinite) = (null, true);
        return new LabelNoiseTerms
        {
            Lambda = Strength(settings),
            NoisePerCurvature = NoisePerCurvature(settings),
            EffectiveRate = settings.Rule.EffectiveRate(settings.LearningRate),
            R = r,
            Infinite = infinite,
            QuarterTrace = trace.Times(0.25),
            Theory = infinite
                ? $"R is infinite here: η times the sharpness is {settings.LearningRate * sharpness.Value:g4}, at or past the limit {settings.LearningRate * regularizer.Limit:g4} of its domain."
                : settings.Loss == LossKind.SquaredError
                    ? "For noise added to the targets, near a minimum where the loss without it is 0."
                    : "For flipped labels, near a minimum of the mean loss over flips; H is taken as the Hessian of that loss.",
        };
    }

    private static double NoisePerCurvature(RegularizationSettings settings) =>
        settings.Loss == LossKind.SquaredError ? Math.Pow(settings.LabelNoise ?? 0, 2) : 1;
}
