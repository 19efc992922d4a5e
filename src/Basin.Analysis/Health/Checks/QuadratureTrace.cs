using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>The first moment of the density is the trace.</summary>
internal sealed class QuadratureTrace<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "quadrature trace";

    protected override string Meaning => "The mean of the spectral density times n and the trace differ by this; their errors allow as much as allowed.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        evidence.Subject is { Density: { } density, Moments.Trace: var trace } && density.Trace(x => x) is var moment
            ? Compare(moment.Value, moment.StandardError, trace.Value, trace.StandardError)
            : null;
}
