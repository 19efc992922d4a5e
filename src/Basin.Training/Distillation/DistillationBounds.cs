namespace Basin.Training.Distillation;

/// <summary>What is guaranteed of the rounds before any is run, from r₀ = ‖y₀‖/√(Kε) and the eigenvalues of G.</summary>
/// <remarks>Source: Mobahi, Farajtabar and Bartlett (2020); <see cref="RoundsAnyway"/> is the triangle inequality.</remarks>
public static class DistillationBounds
{
    /// <summary>Rounds that are not 0, at least: (r₀ − 1)/κ.</summary>
    public static double Rounds(double ratio, double condition) => (ratio - 1) / condition;

    /// <summary>Rounds that are not 0, at least, whatever the kernel: ⌈r₀⌉ − 1, because a round moves the outputs by √(Kε).</summary>
    public static int RoundsAnyway(double ratio) => (int)Math.Ceiling(ratio) - 1;

    /// <summary>rₜ after t rounds is at least aᵗr₀ − b(aᵗ − 1)/(a − 1).</summary>
    /// <param name="ratio">r₀, above 1.</param>
    /// <param name="condition">κ, at least 1.</param>
    /// <param name="round">t, at least 0.</param>
    public static double Ratio(double ratio, double condition, int round)
    {
        var (a, b) = Tangent(ratio, condition);
        var power = Math.Pow(a, round);
        return (power * ratio) - (b * (a == 1 ? round : (power - 1) / (a - 1)));
    }

    /// <summary>Rounds that are not 0, at least, by rₜ ≥ rₜ₋₁(rₜ₋₁ − 1)/(rₜ₋₁ − 1 + κ), whose tangent at r₀ is <see cref="Ratio"/>.</summary>
    public static int RoundsByRecursion(double ratio, double condition)
    {
        // A tie at 1 is a collapse; rounding must not count it as a round.
        var round = 0;
        for (var r = ratio; r > 1 + 1e-12; round++) r *= (r - 1) / (r - 1 + condition);
        return round;
    }

    /// <summary>The part of a round's filter at the larger of two eigenvalues is at least so many times that at the smaller.</summary>
    /// <param name="ratio">r₀, above 1.</param>
    /// <param name="smallest">d_min.</param>
    /// <param name="smaller">dⱼ.</param>
    /// <param name="larger">dₖ, at least dⱼ.</param>
    /// <param name="round">t, at least 0; need not be whole.</param>
    public static double FilterRatio(double ratio, double smallest, double smaller, double larger, double round) =>
        Math.Pow((ratio - 1 + (smallest / smaller)) / (ratio - 1 + (smallest / larger)), round);

    // The line that touches r ↦ r(r − 1)/(r − 1 + κ) at r₀ from below.
    private static (double Slope, double Drop) Tangent(double ratio, double condition)
    {
        var width = ratio - 1 + condition;
        return ((((ratio - 1) * (ratio - 1)) + (condition * ((2 * ratio) - 1))) / (width * width), ratio * ratio * condition / (width * width));
    }
}
