using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>The weights of every quadrature sum to 1.</summary>
internal sealed class QuadratureWeights<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "quadrature weights";

    protected override string Meaning => "The weights of a quadrature of the spectrum sum to 1 but for this.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        evidence.Subject.Density is { Probes: { IsEmpty: false } probes }
            ? (probes.Max(probe => Math.Abs(probe.Weights.Sum() - 1)), 1e-10)
            : null;
}
