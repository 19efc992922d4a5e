using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Instruments.Landscape;

/// <summary>‖∇L‖ on the sample.</summary>
public sealed class FullGradientNorm : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "fullGradientNorm",
        "gradient norm ‖∇L‖ on the sample",
        "The length of the gradient over the whole sample, without the noise of a batch.",
        IsEachStep: false,
        IsLog: true);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Eigenvalues;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken) =>
        new Reading(Vectors.Norm(scene.Gradient(cancellationToken)));
}
