namespace Basin.Models.Data;

/// <summary>The range of many numbers, NaN and infinity left out.</summary>
/// <param name="Min">The least; NaN when none is finite.</param>
/// <param name="Mean">The mean; NaN when none is finite.</param>
/// <param name="Max">The greatest; NaN when none is finite.</param>
/// <param name="NonFinite">How many are NaN or infinite.</param>
public sealed record ValueSummary(double Min, double Mean, double Max, long NonFinite)
{
    internal static ValueSummary Of(ReadOnlySpan<double> values)
    {
        var (min, max, sum, count) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0L);
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
            sum += value;
            count++;
        }

        return count == 0
            ? new ValueSummary(double.NaN, double.NaN, double.NaN, values.Length)
            : new ValueSummary(min, sum / count, max, values.Length - count);
    }
}
