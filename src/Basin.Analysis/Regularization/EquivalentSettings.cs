using System.Collections.Immutable;
using Basin.Analysis.Estimators;
using Basin.Models.Losses;

namespace Basin.Analysis.Regularization;

/// <summary>Settings that regularise as much as the given ones.</summary>
public static class EquivalentSettings
{
    /// <summary>Finds those that the numbers allow.</summary>
    /// <param name="settings">The training.</param>
    /// <param name="shuffling">Its terms.</param>
    /// <param name="gradientSquare">‖∇L‖².</param>
    /// <param name="noiseTrace">Γ; null where it is not known.</param>
    /// <param name="trace">tr H; null where it is not known.</param>
    public static ImmutableArray<EquivalentSetting> Of(
        RegularizationSettings settings, ShufflingTerms shuffling, Estimate gradientSquare, Estimate? noiseTrace, Estimate? trace)
    {
        var found = ImmutableArray.CreateBuilder<EquivalentSetting>();
        AddBatch(EquivalentKind.HalfBatch, settings.Batch / 2, settings.Batch % 2 == 0);
        AddBatch(EquivalentKind.DoubleBatch, 2 * settings.Batch, settings.Replacement || 2 * settings.Batch <= settings.Examples);
        if (settings.Loss == LossKind.SquaredError && trace is { Value: > 0 } curvature && shuffling.NoiseTerm is { Value: > 0 } noise)
        {
            // ησ²/(B(1 − β))·¼ tr H = noise term.
            var sigma = Math.Sqrt(4 * noise.Value / curvature.Value / (settings.LearningRate / (settings.Batch * (1 - settings.Momentum))));
            found.Add(new EquivalentSetting(
                EquivalentKind.LabelNoise, settings.Batch, sigma,
                $"Noise of σ = {sigma:g4} in the targets adds as much to the loss, to first order in η, as the noise of the batches does: {noise.Value:g4}."));
        }

        if (noiseTrace is { } spread && shuffling.NoiseTerm is { } term)
        {
            var mean = gradientSquare.Value + (settings.NoiseFactor(settings.Batch) * spread.Value * (settings.Replacement ? 0 : 1));
            var strength = 4 * (shuffling.GradientTerm.Value + term.Value) / mean;
            var penalized = settings.Replacement ? "(λ/4)‖∇L‖²" : "(λ/4) times the mean over batches of ‖ĝ‖²";
            if (mean > 0)
                found.Add(new EquivalentSetting(EquivalentKind.Penalty, settings.Batch, strength, $"A penalty of {penalized} with λ = {strength:g4} at a small learning rate adds the same to the loss."));
        }

        return found.ToImmutable();

        void AddBatch(EquivalentKind kind, int batch, bool exists)
        {
            if (!exists || Rate(settings, batch) is not { } rate) return;
            found.Add(new EquivalentSetting(kind, batch, rate, settings.Replacement
                ? $"η = {rate:g4} at B = {batch} keeps η/B, and with it the size of the noise that the steps add up."
                : $"η = {rate:g4} at B = {batch} keeps the noise term."));
        }
    }

    // Both noise terms are proportional to η: the ratio of what a unit of η makes is that of the learning rates.
    private static double? Rate(RegularizationSettings settings, int batch)
    {
        double UnitNoise(int size) => settings.NoiseFactor(size) * (settings.Replacement ? 1 : settings.Coefficients(size).Noise);
        var (here, there) = (UnitNoise(settings.Batch), UnitNoise(batch));
        return here > 0 && there > 0 ? settings.LearningRate * here / there : null;
    }
}
