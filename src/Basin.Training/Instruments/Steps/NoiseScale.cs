namespace Basin.Training.Instruments.Steps;

/// <summary>tr Σ/‖∇L‖² from one batch.</summary>
/// <remarks>
/// Both parts are unbiased, and where the batch is small against the scale the lower one is a small difference of large numbers: it is left out where
/// it is not above 0. Its variance is at most 2t² + 4t‖∇L‖² with t = tr Σ/B, as if all noise lay along one direction, the gradient's.
/// </remarks>
public sealed class NoiseScale : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "noiseScale",
        "noise scale tr Σ/‖∇L‖²",
        "The batch, in examples, that has as much noise as gradient; from the single gradients of the step's batch, left out where the gradient drowns in the noise. Its error is an upper bound of the standard error.",
        IsEachStep: true,
        IsLog: true);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene)
    {
        if (scene.Noise is not { Signal: > 0 } noise) return null;
        var (scale, spread) = (noise.Trace / noise.Signal, noise.Trace / noise.Batch);
        return new Reading(scale, scale * Math.Sqrt((2 * spread * spread) + (4 * spread * noise.Signal)) / noise.Signal);
    }
}
