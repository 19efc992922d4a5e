using System.Runtime.CompilerServices;

namespace Basin.Training;

/// <summary>Checks of settings. Unlike the library's own throw helpers they refuse NaN and infinity.</summary>
public static class Require
{
    /// <summary>Returns <paramref name="value"/>, which must be finite and above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double Positive(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Refused(name, value, "a finite number above 0");

    /// <summary>Returns <paramref name="value"/>, which must be finite and at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double NotNegative(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Refused(name, value, "a finite number, 0 or above");

    /// <summary>Returns <paramref name="value"/>, which must lie in [0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static double BelowOne(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw Refused(name, value, "a number from 0 up to but not including 1");

    /// <summary>Returns <paramref name="value"/>, which must lie in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static double Fraction(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Refused(name, value, "a number from 0 to 1");

    /// <summary>Returns <paramref name="value"/>, which must lie in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static double Share(double value, [CallerMemberName] string name = "") =>
        value is > 0 and < 1 ? value : throw Refused(name, value, "a share of a whole, above 0 and below 1");

    /// <summary>Returns <paramref name="value"/>, which must be at least <paramref name="least"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static long AtLeast(long value, long least, [CallerMemberName] string name = "") =>
        value >= least ? value : throw Refused(name, value, $"a whole number, {least} or above");

    /// <summary>Returns <paramref name="value"/>, which must be at least <paramref name="least"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static int AtLeast(int value, int least, [CallerMemberName] string name = "") =>
        value >= least ? value : throw Refused(name, value, $"a whole number, {least} or above");

    private static ArgumentOutOfRangeException Refused(string name, object value, string wanted) =>
        new(name, value, $"{name} is {value}; it must be {wanted}.");
}
