using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>No direction has negative curvature where none may.</summary>
internal sealed class Positivity<T> : Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override string Name => "positivity";

    protected override string Meaning => "The smallest curvature seen is this far below 0, relative to the largest.";

    protected override (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence) =>
        evidence.Subject.Positive && evidence.Scale > 0 ? (-Smallest(evidence) / evidence.Scale, HealthEvidence<T>.Rounding) : null;

    // Probes, Ritz values and the nodes of quadratures are all Rayleigh quotients.
    private static double Smallest(HealthEvidence<T> evidence)
    {
        var subject = evidence.Subject;
        var seen = new List<double> { evidence.SmallestQuotient };
        if (subject.Pairs is { } pairs) seen.AddRange(pairs.Top.Concat(pairs.Bottom).Select(pair => pair.Value));
        if (subject.Density is { } density) seen.Add(density.Range.Smallest);
        return seen.Min();
    }
}
