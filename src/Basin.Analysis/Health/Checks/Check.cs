using System.Numerics;

namespace Basin.Analysis.Health.Checks;

/// <summary>A law, with what it says when it is kept or broken.</summary>
internal abstract class Check<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Errors themselves estimated from ten probes have long tails: beyond six of them chance is one in thousands.
    private const double Errors = 6;

    protected abstract string Name { get; }

    protected abstract string Meaning { get; }

    /// <summary>Applies the law; null when it has nothing to say.</summary>
    public HealthCheck? Judge(HealthEvidence<T> evidence) =>
        Measure(evidence) is var (measured, allowed) ? new HealthCheck(Name, evidence.Subject.Name, measured, allowed, Meaning) : null;

    protected abstract (double Measured, double Allowed)? Measure(HealthEvidence<T> evidence);

    /// <summary>Two estimates of one quantity may differ by what their errors, and rounding, allow.</summary>
    protected static (double Measured, double Allowed) Compare(double a, double errorA, double b, double errorB) =>
        (Math.Abs(a - b), (Errors * double.Hypot(errorA, errorB)) + (HealthEvidence<T>.Rounding * Math.Max(Math.Abs(a), Math.Abs(b))));
}
