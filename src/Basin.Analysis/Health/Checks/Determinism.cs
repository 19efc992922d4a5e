using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>The same product twice has the same bits.</summary>
internal sealed class Determinism<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "determinism";

    protected override string Meaning => "So many elements differ between two products with the same vector.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        (evidence.Changed, 0);
}
