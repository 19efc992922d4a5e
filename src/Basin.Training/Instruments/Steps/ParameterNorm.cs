namespace Basin.Training.Instruments.Steps;

/// <summary>How long θ is.</summary>
public sealed class ParameterNorm : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "parameterNorm", "parameter norm ‖θ‖", "The length of θ.", IsEachStep: true, IsLog: false);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene) => new Reading(Math.Sqrt(scene.ParameterSquare));
}
