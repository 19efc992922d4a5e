namespace Basin.Training.Instruments.Landscape;

/// <summary>The lower end of the Hessian.</summary>
public sealed class SmallestEigenvalue : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "smallestEigenvalue",
        "smallest eigenvalue of H",
        "The smallest eigenvalue of the Hessian, on the same sample: below 0 where the loss bends downwards; its error is the residual.",
        IsEachStep: false,
        IsLog: false);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Eigenvalues;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken) =>
        scene.Pairs(cancellationToken).Bottom is [var bottom, ..] ? new Reading(bottom.Value, bottom.Residual) : null;
}
