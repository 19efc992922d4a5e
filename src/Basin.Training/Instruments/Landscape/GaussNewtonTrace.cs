using Basin.Analysis.Operators;

namespace Basin.Training.Instruments.Landscape;

/// <summary>tr G.</summary>
public sealed class GaussNewtonTrace : PointInstrument
{
    /// <inheritdoc/>
    public override InstrumentDescription Description { get; } = new(
        "gaussNewtonTrace",
        "trace of the Gauss-Newton matrix",
        "tr G on the same sample, by a few random probes beside the eigenvalues found; its error is one standard error.",
        IsEachStep: false,
        IsLog: true);

    /// <inheritdoc/>
    public override PointGroup Group => PointGroup.Traces;

    /// <inheritdoc/>
    public override Reading? Read<T>(PointScene<T> scene, CancellationToken cancellationToken) =>
        scene.Trace(new GaussNewton<T>(scene.Objective), "gauss-newton-probes", cancellationToken);
}
