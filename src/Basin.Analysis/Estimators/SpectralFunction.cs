namespace Basin.Analysis.Estimators;

/// <summary>Functions of eigenvalues for <see cref="SpectralDensity.Trace"/>: outside their domains they are infinite, never NaN.</summary>
public static class SpectralFunction
{
    /// <summary>log(1 + cλ), −∞ where cλ ≤ −1: tr of it is log det(I + cA).</summary>
    /// <param name="factor">c; negative for log det(I − |c|A).</param>
    public static Func<double, double> LogOnePlus(double factor) => x => factor * x > -1 ? Logarithms.OnePlus(factor * x) : double.NegativeInfinity;

    /// <summary>1/(λ + μ), +∞ where λ ≤ −μ.</summary>
    /// <param name="shift">μ.</param>
    public static Func<double, double> Inverse(double shift) => x => x + shift > 0 ? 1 / (x + shift) : double.PositiveInfinity;

    /// <summary>λ/(λ + μ), +∞ where λ ≤ −μ: tr of it is the effective dimension at the scale μ.</summary>
    /// <param name="shift">μ, above 0.</param>
    public static Func<double, double> Resolved(double shift) => x => x + shift > 0 ? x / (x + shift) : double.PositiveInfinity;
}
