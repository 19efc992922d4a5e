using System.Globalization;
using System.Text;
using Basin.Experiments.Papers;

namespace Basin.Experiments.Reports;

/// <summary>Claims that were run, as a table a paper in Markdown: every check with what was measured beside what was expected.</summary>
public static class ReproductionTable
{
    /// <summary>The tables.</summary>
    public static string Of(Reproduction reproduction)
    {
        var text = new StringBuilder();
        foreach (var paper in reproduction.Papers)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {paper.Paper}\n\n| claim | measured | expected | source | seeds | seconds | |\n| --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var claim in paper.Claims) Rows(text, claim);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Rows(StringBuilder text, ClaimResult claim)
    {
        var seconds = claim.Seconds.ToString("0.0", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"| **{claim.Id}**: {claim.Statement} ({claim.Place}) | | | | {claim.Seeds} | {seconds} | {ReproductionText.Verdict(claim.Passed)} |\n");
        foreach (var check in claim.Checks)
        {
            var measured = Numbers.WithError(check.Measured, check.StandardError);
            text.Append(CultureInfo.InvariantCulture, $"| {check.What} | {measured} | {ReproductionText.Expected(check)} | {ReproductionText.Source(check.Source)} | | | {(check.Passed ? "" : "**failed**")}{(check.IsClose ? "edge within the error" : "")} |\n");
        }

        if (claim.Note is { } note) text.Append(CultureInfo.InvariantCulture, $"| {note} | | | | | | |\n");
    }
}
