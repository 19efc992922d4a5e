namespace Basin.Training.Instruments.Steps;

/// <summary>Whether successive gradients agree.</summary>
public sealed class GradientCosine : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "gradientCosine", "cosine of successive gradients", "Of the angle between the gradients of this batch and of the one before: near 0 where noise rules, below 0 where steps go back and forth.", IsEachStep: true, IsLog: false);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene) => scene.Ends is { } ends ? new Reading(ends.Cosine) : null;
}
