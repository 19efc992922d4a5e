using Basin.Numerics.LinearAlgebra;

namespace Basin.Training.Instruments.Landscape;

/// <summary>How much of ∇L lies along the sharpest direction.</summary>
public sealed class GradientAlongTop : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "gradientAlongTop",
        "share of the gradient along v₁",
        "The share of ‖∇L‖² along the sharpest direction of the sample: (v₁·∇L)²/‖∇L‖², from 0 to 1.",
        IsEachStep: false,
        IsLog: false);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Eigenvalues;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken)
    {
        if (scene.Pairs(cancellationToken).TopVectors is not [var top, ..]) return null;
        var gradient = scene.Gradient(cancellationToken);
        var along = Vectors.Dot(top, gradient);
        return new Reading(along * along / Vectors.Dot(gradient, gradient));
    }
}
