using Basin.Models;

namespace Basin.Experiments.Papers;

/// <summary>A number that a claim can be run with.</summary>
/// <param name="Name">What <c>--set</c> calls it, such as <c>alpha</c>.</param>
/// <param name="Description">What it is, with its symbol.</param>
/// <param name="Default">The value of the paper, or the one that the expected bands are for.</param>
public sealed record ClaimParameter(string Name, string Description, double Default)
{
    /// <summary>The least value that makes sense.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The largest value that makes sense.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether it counts something.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The value with which <c>--quick</c> runs; null for <see cref="Default"/>.</summary>
    public double? Quick { get; init; }

    /// <summary>A number of something: whole, at least <paramref name="minimum"/>.</summary>
    public static ClaimParameter Count(string name, string description, int value, int minimum = 1) =>
        new(name, description, value) { Minimum = minimum, IsWhole = true };

    /// <summary>A number above 0.</summary>
    public static ClaimParameter Positive(string name, string description, double value) =>
        new(name, description, value) { Minimum = double.Epsilon };

    /// <summary>A number from 0 to 1.</summary>
    public static ClaimParameter Fraction(string name, string description, double value) =>
        new(name, description, value) { Minimum = 0, Maximum = 1 };

    /// <summary>Refuses a value outside the range.</summary>
    /// <exception cref="BadInputException">It is.</exception>
    public void Check(double value)
    {
        if (double.IsFinite(value) && value >= Minimum && value <= Maximum && (!IsWhole || value == Math.Round(value))) return;
        throw BadInputException.At($"--set {Name}", FormattableString.Invariant($"{value}"), Range, $"It is {Description}; the default is {FormattableString.Invariant($"{Default}")}.");
    }

    private string Range => (IsWhole, Minimum, Maximum) switch
    {
        (true, _, double.PositiveInfinity) => FormattableString.Invariant($"a whole number, {Minimum} or above"),
        (true, _, _) => FormattableString.Invariant($"a whole number from {Minimum} to {Maximum}"),
        (_, double.Epsilon, double.PositiveInfinity) => "a number above 0",
        (_, double.NegativeInfinity, double.PositiveInfinity) => "a finite number",
        (_, _, double.PositiveInfinity) => FormattableString.Invariant($"a number, {Minimum} or above"),
        _ => FormattableString.Invariant($"a number from {(Minimum == double.Epsilon ? "above 0" : Minimum)} to {Maximum}"),
    };
}
