using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;

namespace Basin.Analysis.Regularization;

/// <summary>Where scaling the learning rate with the batch stops to change nothing.</summary>
/// <param name="GradientEqualsNoiseAt">The batch at which the gradient term is as large as the noise term, so that η/B no longer says it all; null where Γ is not known or with replacement.</param>
/// <param name="UnstableFrom">The batch from which the scaled learning rate is past the critical one of the curve; null where it never is, or no curve is known.</param>
public readonly record struct LinearScaling(double? GradientEqualsNoiseAt, double? UnstableFrom)
{
    /// <summary>Finds both.</summary>
    /// <param name="settings">The training.</param>
    /// <param name="gradientSquare">‖∇L‖².</param>
    /// <param name="noiseTrace">Γ; null where it is not known.</param>
    /// <param name="stability">The curve of critical learning rates; null where it is not known.</param>
    public static LinearScaling Of(RegularizationSettings settings, Estimate gradientSquare, Estimate? noiseTrace, StabilityReport? stability)
    {
        // (N − B)/((N − 1)·B)·Γ = r·‖∇L‖², with r the momentum's factors; without shuffling there is no noise term to equal.
        double? equal = null;
        var coefficients = settings.Coefficients(settings.Batch);
        if (noiseTrace is { } spread && coefficients.Noise > 0)
        {
            var n = settings.Examples;
            var gradient = coefficients.Gradient / coefficients.Noise * gradientSquare.Value;
            var total = ((n - 1) * gradient) + spread.Value;
            if (total > 0) equal = n * spread.Value / total;
        }

        return new LinearScaling(equal, stability is null ? null : Crossing(settings, stability));
    }

    // Between two points of the curve, log η* is taken as linear in log B.
    private static double? Crossing(RegularizationSettings settings, StabilityReport stability)
    {
        double Excess(BatchLimit limit) => Math.Log(settings.LearningRate / settings.Batch * limit.Batch / limit.CriticalLearningRate);
        var curve = stability.ByBatch;
        for (var i = 0; i < curve.Length; i++)
        {
            var here = Excess(curve[i]);
            if (here <= 0) continue;
            if (i == 0) return curve[0].Batch;
            var before = Excess(curve[i - 1]);
            return curve[i - 1].Batch * Math.Pow((double)curve[i].Batch / curve[i - 1].Batch, -before / (here - before));
        }

        return null;
    }
}
