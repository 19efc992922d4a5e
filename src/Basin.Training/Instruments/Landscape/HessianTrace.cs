using Basin.Analysis.Operators;

namespace Basin.Training.Instruments.Landscape;

/// <summary>tr H.</summary>
public sealed class HessianTrace : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "hessianTrace",
        "trace of the Hessian",
        "tr H on the same sample, by a few random probes beside the eigenvalues found; its error is one standard error.",
        IsEachStep: false,
        IsLog: true);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Traces;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken) =>
        scene.Trace(new Hessian<T>(scene.Objective), "hessian-probes", cancellationToken);
}
