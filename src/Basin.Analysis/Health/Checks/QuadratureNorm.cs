using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>The second moment of the density is the squared Frobenius norm.</summary>
internal sealed class QuadratureNorm<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "quadrature norm";

    protected override string Meaning => "The second moment of the spectral density times n and the squared Frobenius norm differ by this; their errors allow as much as allowed.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        evidence.Subject is { Density: { } density, Moments.FrobeniusNorm: var norm } && density.Trace(x => x * x) is var moment
            ? Compare(moment.Value, moment.StandardError, norm.Value * norm.Value, 2 * norm.Value * norm.StandardError)
            : null;
}
