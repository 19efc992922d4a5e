using System.Collections.Immutable;
using Basin.Training.Instruments.Landscape;
using Basin.Training.Instruments.Steps;

namespace Basin.Training.Instruments;

/// <summary>Every instrument that can be read along training. A step's loss, learning rate and gradient norm are recorded anyway.</summary>
public static class InstrumentCatalog
{
    /// <summary>Those that read steps.</summary>
    public static ImmutableArray<StepInstrument> OfSteps { get; } =
    [
        new NoiseScale(),
        new CurvatureAlongStep(),
        new NoiseTrace(),
        new LargestExample(),
        new GradientCosine(),
        new UpdateNorm(),
        new Distance(),
        new ParameterNorm(),
    ];

    /// <summary>Those that read the landscape, group by group.</summary>
    public static ImmutableArray<PointInstrument> OfPoints { get; } =
    [
        new TopEigenvalue(),
        new SecondEigenvalue(),
        new SmallestEigenvalue(),
        new FullGradientNorm(),
        new GradientAlongTop(),
        new HessianTrace(),
        new GaussNewtonTrace(),
        new NoiseAlongTop(),
        new StableRate(),
    ];

    /// <summary>What each of them reads, in the order in which they are shown.</summary>
    public static ImmutableArray<InstrumentDescription> All { get; } =
        [.. OfPoints.Select(instrument => instrument.Description), .. OfSteps.Select(instrument => instrument.Description)];
}
