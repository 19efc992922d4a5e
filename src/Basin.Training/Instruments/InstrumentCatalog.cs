using System.Collections.Immutable;

namespace Basin.Training.Instruments;

/// <summary>Every instrument that can be read along training. A step's loss, learning rate and gradient norm are recorded anyway.</summary>
public static class InstrumentCatalog
{
    /// <summary>Those that read the landscape on the schedule, in the order in which they are read.</summary>
    public static ImmutableArray<PointInstrument> OfPoints { get; } =
    [
        new Sharpness(),
    ];

    /// <summary>What each of them reads, in the order in which they are shown.</summary>
    public static ImmutableArray<InstrumentDescription> All { get; } =
    [
        .. OfPoints.Select(instrument => instrument.Description),
        new("hessianTrace", "trace of the Hessian", "tr H on the same sample, by random probes; its error is one standard error.", IsEachStep: false, IsLog: true),
        new("noiseScale", "noise scale tr Σ/‖∇L‖²", "The batch, in examples, that has as much noise as gradient; from the single gradients of the step's batch.", IsEachStep: true, IsLog: true),
        new("curvatureAlongStep", "curvature along the step", "The second derivative of the loss along the step that was taken, by a parabola through both of its ends.", IsEachStep: true, IsLog: false),
    ];
}
