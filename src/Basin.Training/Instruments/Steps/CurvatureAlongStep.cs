namespace Basin.Training.Instruments.Steps;

/// <summary>ΔθᵀHΔθ/‖Δθ‖² by the slopes at both ends of the step that led here; see <see cref="StepEnds"/>.</summary>
public sealed class CurvatureAlongStep : StepInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "curvatureAlongStep",
        "curvature along the step",
        "The second derivative of the loss along the step that led here, by a parabola with the slopes of both of its ends, the noise that made the step taken off. One step is noisy; means over steps are not biased.",
        IsEachStep: true,
        IsLog: false);

    /// <inheritdoc/>
    public override Reading? Read<T>(StepScene<T> scene) =>
        scene.Ends is { Square: > 0 } ends ? new Reading((ends.SlopeAfter - ends.SlopeBefore) / ends.Square) : null;
}
