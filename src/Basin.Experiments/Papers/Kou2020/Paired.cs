namespace Basin.Experiments.Papers.Kou2020;

/// <summary>Two ways of tuning, seed by seed: both begin at the same network and see the same labels.</summary>
internal static class Paired
{
    /// <summary>The mean of the differences, with the standard error of paired samples.</summary>
    public static Measurement Gain(double[] one, double[] other) => Measurement.Mean([.. one.Zip(other, (a, b) => a - b)]);

    /// <summary>The share of seeds where the first is strictly better.</summary>
    public static Measurement Wins(double[] one, double[] other) => Measurement.Share([.. one.Zip(other, (a, b) => a > b)]);
}
