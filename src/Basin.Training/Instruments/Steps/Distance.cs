namespace Basin.Training.Instruments.Steps;

/// <summary>How far training has come from its start.</summary>
public sealed class Distance : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "distance", "distance ‖θ − θ₀‖", "How far θ is from where training began, in the units of θ.", IsEachStep: true, IsLog: false);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene) => new Reading(Math.Sqrt(scene.DistanceSquare));
}
