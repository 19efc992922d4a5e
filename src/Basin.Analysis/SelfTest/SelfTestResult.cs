namespace Basin.Analysis.SelfTest;

/// <summary>One number that was computed twice, by different means, and how far the two are apart.</summary>
/// <param name="Subject">The network, or what else was computed on.</param>
/// <param name="Quantity">What was computed, and against what.</param>
/// <param name="Precision">"float32" or "float64".</param>
/// <param name="Measured">The difference; its unit is in the quantity.</param>
/// <param name="Allowed">The most it may be.</param>
public sealed record SelfTestResult(string Subject, string Quantity, string Precision, double Measured, double Allowed)
{
    /// <summary>Whether it is. NaN fails.</summary>
    public bool Passed => Measured <= Allowed;
}
