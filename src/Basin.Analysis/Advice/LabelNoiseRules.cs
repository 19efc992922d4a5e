namespace Basin.Analysis.Advice;

/// <summary>Advice from what label noise adds.</summary>
internal static class LabelNoiseRules
{
    // Below this part of what the batches add, label noise makes no difference that a second seed would not.
    private const double Negligible = 0.05;

    // From here on R sees mostly the sharpest directions.
    private const double Strong = 1.5;

    public static AdviceRule[] All { get; } =
    [
        new("label noise past its domain", inputs => inputs.Regularization?.LabelNoise is { Infinite: true } terms
            ? $"{terms.Theory} Lower η before you use label noise here."
            : null),
        new("label noise too weak", inputs => inputs.Regularization is { LabelNoise.Contribution: { } added, Shuffling.NoiseTerm: { } noise }
            && added.Value + (2 * added.StandardError) < Negligible * (noise.Value - (2 * noise.StandardError))
            ? $"Label noise adds {added.Value:g3} to the loss where the batches add {noise.Value:g3}: it regularises too little here to be seen."
            : null),
        new("label noise beyond the trace", inputs => inputs.Regularization?.LabelNoise is { R: { } r } terms
            && r.Value - (2 * r.StandardError) > Strong * (terms.QuarterTrace.Value + (2 * terms.QuarterTrace.StandardError))
            ? $"R is {r.Value / terms.QuarterTrace.Value:g3} times ¼ tr ∇²L here: at this η label noise acts on the sharpest directions, and the trace alone would not tell."
            : null),
    ];
}
