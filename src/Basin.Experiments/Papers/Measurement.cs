namespace Basin.Experiments.Papers;

/// <summary>A number, and how far chance may have moved it.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; 0 when chance had no part in it.</param>
public readonly record struct Measurement(double Value, double StandardError = 0)
{
    /// <summary>A number without chance.</summary>
    public static implicit operator Measurement(double value) => FromDouble(value);

    /// <summary>A number without chance.</summary>
    public static Measurement FromDouble(double value) => new(value);

    /// <summary>The mean of one number a seed, with its standard error.</summary>
    public static Measurement Mean(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Count < 2
            ? new Measurement(mean)
            : new Measurement(mean, Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Count - 1) / values.Count));
    }

    /// <summary>The median of one number a seed; its error is that of the median of Gaussians with the same interquartile range.</summary>
    public static Measurement Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length < 2) return sorted[0];

        // σ = IQR/1.349, and the median's standard error is √(π/2)·σ/√n.
        var sigma = (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / 1.349;
        return new Measurement(Quantile(sorted, 0.5), Math.Sqrt(Math.PI / 2) * sigma / Math.Sqrt(sorted.Length));
    }

    /// <summary>The share of seeds for which something holds.</summary>
    public static Measurement Share(IReadOnlyCollection<bool> holds)
    {
        var share = holds.Count(x => x) / (double)holds.Count;
        return new Measurement(share, Math.Sqrt(share * (1 - share) / holds.Count));
    }

    /// <summary>The value below which a share of sorted numbers lies, between neighbours linearly.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[^1];
    }
}
