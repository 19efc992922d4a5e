using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>Eigenpairs are as good as their residuals say: one product with a signed sum of all vectors.</summary>
internal sealed class RitzResiduals<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "Ritz residuals";

    protected override string Meaning => "One product with a signed sum of all eigenvectors misses that of their eigenvalues by this part of the largest; all residuals together allow as much as allowed.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        evidence.RitzResidual is not { } residual || !(evidence.Scale > 0) ? null
            : (residual / evidence.Scale, (Residuals(evidence) / evidence.Scale) + HealthEvidence<T>.Rounding);

    private static double Residuals(HealthEvidence<T> evidence) =>
        evidence.Subject.Pairs!.Top.Concat(evidence.Subject.Pairs.Bottom).Sum(pair => pair.Residual);
}
