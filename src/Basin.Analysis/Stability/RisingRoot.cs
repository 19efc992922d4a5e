namespace Basin.Analysis.Stability;

/// <summary>The root of a rising function between two points that enclose it.</summary>
internal static class RisingRoot
{
    private const int MaxEvaluations = 80;

    /// <summary>Finds x with f(x) = 0.</summary>
    /// <param name="f">Rising.</param>
    /// <param name="low">Where f is below 0.</param>
    /// <param name="atLow">f there.</param>
    /// <param name="high">Where f is at least 0.</param>
    /// <param name="atHigh">f there.</param>
    /// <param name="tolerance">Of x, relative.</param>
    /// <remarks>False position with the Illinois change: an end that stays twice is halved, so that both ends close in.</remarks>
    public static double Find(Func<double, double> f, double low, double atLow, double high, double atHigh, double tolerance)
    {
        var stayed = 0;
        for (var i = 0; i < MaxEvaluations && high - low > tolerance * Math.Abs(high); i++)
        {
            var x = high - (atHigh * (high - low) / (atHigh - atLow));
            var y = f(x);
            if (y == 0) return x;
            if (y < 0)
            {
                if (stayed < 0) atHigh /= 2;
                (low, atLow, stayed) = (x, y, -1);
            }
            else
            {
                if (stayed > 0) atLow /= 2;
                (high, atHigh, stayed) = (x, y, 1);
            }

            if (Math.Abs(y) < tolerance) return x;
        }

        return (low + high) / 2;
    }
}
