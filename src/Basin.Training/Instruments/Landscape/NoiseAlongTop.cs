namespace Basin.Training.Instruments.Landscape;

/// <summary>v₁ᵀΣv₁.</summary>
public sealed class NoiseAlongTop : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "noiseAlongTop",
        "noise along v₁",
        "v₁ᵀΣv₁: the variance of single gradients along the sharpest direction of the sample; its error is one standard error over examples.",
        IsEachStep: false,
        IsLog: true);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Noise;

    /// <inheritdoc/>
    public override bool NeedsSingleGradients => true;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken)
    {
        if (scene.Pairs(cancellationToken).TopVectors is not [var top, ..] || scene.Objective.Examples < 2) return null;
        var along = scene.ExamplesAlong(top, cancellationToken);
        var mean = 0.0;
        foreach (var value in along) mean += value / along.Length;
        var squares = new double[along.Length];
        for (var e = 0; e < squares.Length; e++) squares[e] = (along[e] - mean) * (along[e] - mean);
        return new Reading(squares.Average(), scene.ErrorOfMean(squares));
    }
}
