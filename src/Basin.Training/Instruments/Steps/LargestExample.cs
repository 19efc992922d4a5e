namespace Basin.Training.Instruments.Steps;

/// <summary>The example that pulls hardest.</summary>
public sealed class LargestExample : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "largestExample", "largest single gradient", "The largest norm of the gradient of one example of the batch.", IsEachStep: true, IsLog: true);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene) => scene.Noise is { } noise ? new Reading(noise.Largest) : null;
}
