using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>A(au + bv) = aAu + bAv.</summary>
internal sealed class Linearity<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "linearity";

    protected override string Meaning => "The product with a sum and the sum of the products differ by this part of their length.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        (evidence.Nonlinearity, HealthEvidence<T>.Rounding);
}
