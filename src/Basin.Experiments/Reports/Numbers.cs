using System.Globalization;
using Basin.Analysis.Estimators;

namespace Basin.Experiments.Reports;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    /// <summary>Four figures, without exponents where they can be avoided.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "unknown" : value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size == 0) return "0";
        var text = size is >= 1e-4 and < 1e6
            ? WithoutZeros(Plain(value, Math.Max(0, 3 - (int)Math.Floor(Math.Log10(size)))))
            : value.ToString("0.###e0", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>An estimate and its error, with as many figures as the error leaves.</summary>
    public static string WithError(Estimate estimate) => WithError(estimate.Value, estimate.StandardError);

    /// <summary>A value and its error, with as many figures as the error leaves.</summary>
    public static string WithError(double value, double error)
    {
        // An error below the last of the figures shown would only read as zero.
        if (!double.IsFinite(value) || !double.IsFinite(error) || error <= 5e-5 * Math.Abs(value)) return Short(value);
        var size = Math.Max(Math.Abs(value), error);
        if (size is < 1e-4 or >= 1e6) return $"{Short(value)} ± {Short(error)}";
        var digits = Math.Clamp(1 - (int)Math.Floor(Math.Log10(error)), 0, Math.Max(0, 5 - (int)Math.Floor(Math.Log10(size))));
        return $"{Plain(value, digits)} ± {Plain(error, digits)}".Replace('-', '−');
    }

    /// <summary>A whole number with commas.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => share.ToString("0.0#%", CultureInfo.InvariantCulture).Replace("%", " %", StringComparison.Ordinal);

    /// <summary>A time on the clock.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 100 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 6000 => (seconds / 60).ToString("0.0", CultureInfo.InvariantCulture) + " min",
        _ => (seconds / 3600).ToString("0.0", CultureInfo.InvariantCulture) + " h",
    };

    private static string Plain(double value, int digits)
    {
        var text = value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Trim('-', '0', '.', ',').Length == 0 ? text.TrimStart('-') : text;
    }

    private static string WithoutZeros(string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
}
