using Basin.Analysis.Estimators;

namespace Basin.Analysis.Regularization;

/// <summary>The implicit regularisation of SGD by its own batches.</summary>
public static class Shuffling
{
    /// <summary>Evaluates the terms of the modified loss.</summary>
    /// <param name="settings">The training.</param>
    /// <param name="gradientSquare">‖∇L‖².</param>
    /// <param name="noiseTrace">Γ = tr Σ, the mean of ‖gᵢ − ∇L‖²; null where examples have no gradients of their own.</param>
    public static ShufflingTerms Of(RegularizationSettings settings, Estimate gradientSquare, Estimate? noiseTrace)
    {
        var coefficients = settings.Coefficients(settings.Batch);
        return new ShufflingTerms
        {
            GradientTerm = gradientSquare.Times(coefficients.Gradient / 4),
            NoiseTerm = noiseTrace?.Times(coefficients.Noise / 4 * settings.NoiseFactor(settings.Batch)),
            Theory = Theory(settings),
        };
    }

    private static string Theory(RegularizationSettings settings)
    {
        var momentum = settings.Momentum > 0 ? " Momentum enters by its own factors, which are derived and checked on quadratics." : "";
        return settings.Replacement
            ? "With replacement batches are independent, and the mean path follows the gradient term alone; its spread, of order η, adds drifts that no modified loss describes." + momentum
            : "With random shuffling the mean over orders of the path, after whole epochs that move little, follows the loss plus these terms." + momentum;
    }
}
