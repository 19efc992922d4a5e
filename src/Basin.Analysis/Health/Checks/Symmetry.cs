using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>uᵀAv = vᵀAu.</summary>
internal sealed class Symmetry<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "symmetry";

    protected override string Meaning => "uᵀAv and vᵀAu differ by this part of the products' length, for random u and v.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        (evidence.Asymmetry, HealthEvidence<T>.Rounding);
}
