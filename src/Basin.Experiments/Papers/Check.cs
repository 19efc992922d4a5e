using System.Text.Json.Serialization;

namespace Basin.Experiments.Papers;

/// <summary>A number measured and the band in which it is expected.</summary>
/// <param name="What">What was measured, in a few words.</param>
/// <param name="Measured">The number; NaN when there was none, which never passes.</param>
/// <param name="StandardError">Its standard error over seeds; 0 when it has none.</param>
/// <param name="Low">The least value expected; −∞ for none.</param>
/// <param name="High">The largest value expected; ∞ for none.</param>
/// <param name="Source">Where the band comes from.</param>
public sealed record Check(string What, double Measured, double StandardError, double Low, double High, BandSource Source)
{
    /// <summary>Whether the number is in the band.</summary>
    public bool Passed => Measured >= Low && Measured <= High;

    /// <summary>Whether an edge of the band is less than a standard error away, so that other seeds may well decide otherwise.</summary>
    public bool IsClose => Math.Min(Math.Abs(Measured - Low), Math.Abs(High - Measured)) < StandardError;

    /// <summary>The band as JSON has it.</summary>
    [JsonIgnore]
    public Band Expected => new(Low, High);

    /// <summary>Expected from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Check Between(string what, Measurement measured, double low, double high, BandSource source) =>
        new(what, measured.Value, measured.StandardError, low, high, source);

    /// <summary>Expected to be at most <paramref name="high"/>.</summary>
    public static Check AtMost(string what, Measurement measured, double high, BandSource source) =>
        Between(what, measured, double.NegativeInfinity, high, source);

    /// <summary>Expected to be at least <paramref name="low"/>.</summary>
    public static Check AtLeast(string what, Measurement measured, double low, BandSource source) =>
        Between(what, measured, low, double.PositiveInfinity, source);

    /// <summary>Expected within a share of a number computed otherwise.</summary>
    public static Check Near(string what, Measurement measured, double expected, double relative, BandSource source = BandSource.ClosedForm) =>
        Between(what, measured, expected - (relative * Math.Abs(expected)), expected + (relative * Math.Abs(expected)), source);

    /// <summary>Expected to hold; measured is 1 or 0.</summary>
    public static Check Holds(string what, bool holds, BandSource source) =>
        Between(what, holds ? 1 : 0, 1, 1, source);
}
