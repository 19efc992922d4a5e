namespace Basin.Training.Instruments.Steps;

/// <summary>How much the gradients of single examples differ.</summary>
public sealed class NoiseTrace : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "noiseTrace", "trace of the noise tr Σ", "The trace of the covariance of single gradients, from those of the batch; unbiased.", IsEachStep: true, IsLog: true);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene) => scene.Noise is { } noise ? new Reading(noise.Trace) : null;
}
