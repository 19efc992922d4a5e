using Basin.Analysis.Regularization;

namespace Basin.Analysis.Advice;

/// <summary>Advice on the size of the batch.</summary>
internal static class BatchRules
{
    // So far below the noise scale, a batch twice as large with twice the rate takes half the steps.
    private const double FarBelow = 0.1;

    public static AdviceRule[] All { get; } =
    [
        new("scaling becomes unstable", inputs => inputs is { Regularization.Scaling.UnstableFrom: { } from, Stability: { } report } && from > report.Batch
            ? $"Scaling η with the batch works up to a batch of about {from:g3}; beyond it SGD leaves this point."
            : null),
        new("batch above the noise scale", inputs => inputs is { NoiseScale: { } scale, Stability: { } report } && report.Batch > scale.Value + (2 * scale.StandardError) && scale.Value > 0
            ? $"The batch of {report.Batch} is above the noise scale of {scale.Value:g3} examples: the gradient is mostly signal, and more examples a step buy little.{Smaller(inputs)}"
            : null),
        new("batch far below the noise scale", inputs => inputs is { NoiseScale: { } scale, Stability: { } report } && report.Batch < FarBelow * (scale.Value - (2 * scale.StandardError))
            ? $"The noise scale is {scale.Value:g3} examples, {scale.Value / report.Batch:g2} times the batch: a larger batch takes nearly proportionally fewer steps.{Larger(inputs)}"
            : null),
        new("the gradient term leads", inputs => inputs.Regularization is { Shuffling: { NoiseTerm: { } noise, GradientTerm: { } gradient }, Scaling.GradientEqualsNoiseAt: { } at }
            && gradient.Value - (2 * gradient.StandardError) > noise.Value + (2 * noise.StandardError)
            ? $"The gradient term {gradient.Value:g3} is above the noise term {noise.Value:g3}: {(at >= 2 ? $"only batches below {at:g3} regularise" : "no batch regularises")} mainly by noise here."
            : null),
    ];

    private static string Smaller(AdviceInputs inputs) => Equivalent(inputs, EquivalentKind.HalfBatch);

    private static string Larger(AdviceInputs inputs) => Equivalent(inputs, EquivalentKind.DoubleBatch);

    private static string Equivalent(AdviceInputs inputs, EquivalentKind kind)
    {
        if (inputs.Regularization is { } regularization)
        {
            foreach (var setting in regularization.Equivalents)
                if (setting.Kind == kind) return " " + setting.Statement;
        }

        return "";
    }
}
