namespace Basin.Training.Instruments.Landscape;

/// <summary>λ₁ of the Hessian.</summary>
public sealed class TopEigenvalue : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "sharpness",
        "sharpness λ₁(H)",
        "The largest eigenvalue of the Hessian, on a fixed sample of the training examples; its error is the residual.",
        IsEachStep: false,
        IsLog: true);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Eigenvalues;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken) =>
        scene.Pairs(cancellationToken).Top is [var top, ..] ? new Reading(top.Value, top.Residual) : null;
}
