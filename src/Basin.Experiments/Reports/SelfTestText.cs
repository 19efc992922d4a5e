using System.Globalization;
using System.Text;
using Basin.Analysis.SelfTest;

namespace Basin.Experiments.Reports;

/// <summary>A self-test as plain text: a line a quantity with its worst network, then every case that failed.</summary>
public static class SelfTestText
{
    /// <summary>The table, and the verdict last.</summary>
    public static string Of(SelfTestView test)
    {
        var groups = test.Cases.GroupBy(result => (result.Quantity, result.Precision)).ToArray();
        var width = groups.Max(group => group.Key.Quantity.Length);
        var text = new StringBuilder();
        Line(text, "case".PadRight(width), "precision", "measured", "allowed", "passed", "worst on");
        foreach (var group in groups)
        {
            var worst = group.MaxBy(result => double.IsNaN(result.Measured) ? double.PositiveInfinity : result.Measured)!;
            var passed = $"{group.Count(result => result.Passed)}/{group.Count()}";
            Line(text, group.Key.Quantity.PadRight(width), worst.Precision, Number(worst.Measured), Number(worst.Allowed), passed, worst.Measured == 0 ? "" : worst.Subject);
        }

        var failed = test.Cases.Where(result => !result.Passed).ToArray();
        if (failed.Length > 0) text.Append('\n');
        foreach (var result in failed) text.Append("failed: ").Append(Sentence(result)).Append('\n');
        var verdict = failed.Length == 0
            ? $"All {test.Cases.Length} cases pass"
            : $"{failed.Length} of {test.Cases.Length} cases fail: do not trust this machine's numbers, and please report what is above";
        return text.Append(CultureInfo.InvariantCulture, $"\n{verdict} ({test.SimdBits}-bit vectors, {test.Seconds:0.0} s).\n").ToString();
    }

    private static string Sentence(SelfTestResult result) =>
        $"{result.Subject}, {result.Quantity}, {result.Precision}: {Number(result.Measured)} where {Number(result.Allowed)} is allowed";

    private static void Line(StringBuilder text, string name, string precision, string measured, string allowed, string passed, string worst) =>
        text.Append((name + "  " + precision.PadRight(9) + "  " + measured.PadLeft(8) + "  " + allowed.PadLeft(7) + "  " + passed.PadLeft(6) + "  " + worst).TrimEnd()).Append('\n');

    private static string Number(double value) => value == Math.Round(value) && Math.Abs(value) < 1000
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : Math.Abs(value) is >= 0.1 and < 1000 ? value.ToString("0.0", CultureInfo.InvariantCulture) : value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
