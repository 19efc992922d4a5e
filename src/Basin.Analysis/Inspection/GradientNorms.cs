namespace Basin.Analysis.Inspection;

/// <summary>Quantiles of ‖gₑ‖ over examples e; between two examples, linear interpolation.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Percent5">5 % of the examples are below.</param>
/// <param name="Percent25">25 % are below.</param>
/// <param name="Median">Half are below.</param>
/// <param name="Percent75">75 % are below.</param>
/// <param name="Percent95">95 % are below.</param>
/// <param name="Max">The largest.</param>
public readonly record struct GradientNorms(
    double Min, double Percent5, double Percent25, double Median, double Percent75, double Percent95, double Max)
{
    /// <summary>Of squared norms.</summary>
    /// <param name="squares">‖gₑ‖² for every example, at least one.</param>
    public static GradientNorms Of(ReadOnlySpan<double> squares)
    {
        double[] sorted = [.. squares];
        Array.Sort(sorted);
        return new(At(0), At(0.05), At(0.25), At(0.5), At(0.75), At(0.95), At(1));

        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            var (low, high) = (Math.Sqrt(sorted[below]), Math.Sqrt(sorted[Math.Min(below + 1, sorted.Length - 1)]));
            return low + ((place - below) * (high - low));
        }
    }
}
