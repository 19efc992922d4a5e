namespace Basin.Analysis.Estimators;

/// <summary>Logarithms of single numbers.</summary>
internal static class Logarithms
{
    /// <summary>
    /// log(1 + x) without the cancellation at small x, which <see cref="double.LogP1"/> has: what 1 + x rounds away is put back as a factor.
    /// Source: Kahan, by way of Goldberg, What every computer scientist should know about floating-point arithmetic (1991), theorem 4.
    /// </summary>
    /// <param name="x">Above −1.</param>
    public static double OnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsPositiveInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }
}
