namespace Basin.Training.Instruments.Steps;

/// <summary>How long the last step was.</summary>
public sealed class UpdateNorm : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "updateNorm", "step ‖Δθ‖", "The length of the step that led here.", IsEachStep: true, IsLog: true);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene) => scene.Ends is { } ends ? new Reading(Math.Sqrt(ends.Square)) : null;
}
