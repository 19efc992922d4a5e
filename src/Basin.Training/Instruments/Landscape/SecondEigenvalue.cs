namespace Basin.Training.Instruments.Landscape;

/// <summary>λ₂ of the Hessian.</summary>
public sealed class SecondEigenvalue : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "secondEigenvalue",
        "second eigenvalue λ₂(H)",
        "The second largest eigenvalue of the Hessian, on the same sample; its error is the residual.",
        IsEachStep: false,
        IsLog: true);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Eigenvalues;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken) =>
        scene.Pairs(cancellationToken).Top is [_, var second, ..] ? new Reading(second.Value, second.Residual) : null;
}
