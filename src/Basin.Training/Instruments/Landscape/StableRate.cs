using Basin.Analysis.Estimators;
using Basin.Analysis.Stability;

namespace Basin.Training.Instruments.Landscape;

/// <summary>The bound of Mulayoff and Michaeli on the learning rate, along the sharpest direction.</summary>
/// <remarks>Any unit vector gives a bound, so that of an eigenvector found roughly, and of the Hessian in place of the Gauss-Newton matrix, is no less true.</remarks>
public sealed class StableRate : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "stableRate",
        "largest stable learning rate, at most",
        "The learning rate above which SGD at this batch and momentum leaves the point in mean square, by the examples' curvatures along the sharpest direction of the sample; its error is carried over from one standard error over examples.",
        IsEachStep: false,
        IsLog: true);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Noise;

    /// <inheritdoc/>
    public override bool NeedsSingleGradients => true;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken)
    {
        if (scene.Pairs(cancellationToken).TopVectors is not [var top, ..]) return null;
        var forms = new double[scene.Objective.Examples];
        scene.Objective.CurvatureForms(top, forms, cancellationToken);
        var largest = forms.Average();
        if (!(largest > 0)) return null;
        double[] spread = [.. forms.Select(form => (form - largest) * (form - largest))];
        var moments = new CurvatureMoments
        {
            Largest = new Estimate(largest, scene.ErrorOfMean(forms), 1),
            TopSpread = new Estimate(spread.Average(), scene.ErrorOfMean(spread), 1),
        };
        var bound = StabilityBounds.Of(moments, scene.Draw, scene.Rule).First(bound => bound.Kind == StabilityBoundKind.TopDirection).LearningRate;
        return new Reading(bound.Value, bound.StandardError);
    }
}
