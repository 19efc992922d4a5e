using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Basin.Experiments.Papers;

namespace Basin.Experiments.Reports;

/// <summary>Papers and their claims as plain text.</summary>
public static class ReproductionText
{
    private const int Width = 60;

    /// <summary>What can be run: a line a claim.</summary>
    public static string List(ImmutableArray<Paper> papers)
    {
        var text = new StringBuilder();
        foreach (var paper in papers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{paper.Id}  {paper.Title} ({paper.Source})\n");
            var width = paper.Claims.Max(claim => claim.Id.Length);
            foreach (var claim in paper.Claims) text.Append(CultureInfo.InvariantCulture, $"  {claim.Id.PadRight(width)}  {claim.Statement}\n");
            text.Append('\n');
        }

        return text.Append("Run one paper with 'basin reproduce PAPER', one claim with 'basin reproduce PAPER/CLAIM', everything with 'basin reproduce --all'.\n").ToString();
    }

    /// <summary>What can be set, claim by claim.</summary>
    public static string Settings(Paper paper, IEnumerable<Claim> claims)
    {
        var text = new StringBuilder();
        foreach (var claim in claims)
        {
            text.Append(CultureInfo.InvariantCulture, $"{paper.Id}/{claim.Id}\n  {claim.Statement} ({claim.Place})\n");
            text.Append(CultureInfo.InvariantCulture, $"  seeds: {claim.Seeds.Full}, with --quick {claim.Seeds.Quick}{(claim.Data is { } data ? $"; needs the data set '{data}'" : "")}\n");
            foreach (var parameter in claim.Parameters)
            {
                var quick = parameter.Quick is { } value ? string.Create(CultureInfo.InvariantCulture, $", with --quick {value}") : "";
                text.Append(CultureInfo.InvariantCulture, $"  --set {parameter.Name}={parameter.Default}  {parameter.Description}{quick}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What came out: the headline of each claim, every check of those that failed, and the verdict last.</summary>
    public static string Of(Reproduction reproduction)
    {
        var text = new StringBuilder();
        var width = Math.Min(Width, reproduction.Claims.Max(claim => claim.Id.Length));
        foreach (var paper in reproduction.Papers)
        {
            text.Append(paper.Paper).Append('\n');
            foreach (var claim in paper.Claims) Claim(text, claim, width, isWhole: reproduction.Claims.Count() == 1);
            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"{Verdict(reproduction)} ({Numbers.Seconds(reproduction.Seconds)}). Numbers and figures: {reproduction.Folder}\n");
        if (reproduction.Report is { } report) text.Append("Report: ").Append(report).Append('\n');
        return text.ToString();
    }

    /// <summary>How many claims hold, in a sentence without its point.</summary>
    internal static string Verdict(Reproduction reproduction)
    {
        var (passed, failed, left) = (Count(true), Count(false), Count(null));
        return string.Create(CultureInfo.InvariantCulture, $"{passed} of {passed + failed} claims reproduce{(left > 0 ? $"; {left} not run" : "")}");

        int Count(bool? verdict) => reproduction.Claims.Count(claim => claim.Passed == verdict);
    }

    /// <summary>The band of a check, for people.</summary>
    internal static string Expected(Check check) => (double.IsFinite(check.Low), double.IsFinite(check.High)) switch
    {
        (true, true) when check.Low == check.High => Numbers.Short(check.Low),
        (true, true) => $"{Numbers.Short(check.Low)} to {Numbers.Short(check.High)}",
        (true, false) => check.Low == double.Epsilon ? "> 0" : $"≥ {Numbers.Short(check.Low)}",
        (false, true) => $"≤ {Numbers.Short(check.High)}",
        _ => "any",
    };

    /// <summary>Where a band comes from, for people.</summary>
    internal static string Source(BandSource source) => source switch
    {
        BandSource.ClosedForm => "closed form",
        BandSource.Paper => "paper",
        _ => "measured before",
    };

    /// <summary>The verdict in a word.</summary>
    internal static string Verdict(bool? passed) => passed switch { true => "passed", false => "FAILED", null => "not run" };

    private static void Claim(StringBuilder text, ClaimResult claim, int width, bool isWhole)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {Verdict(claim.Passed),-7}  {claim.Id.PadRight(width)}  ");
        if (claim.Checks.IsEmpty)
        {
            text.Append(claim.Note).Append('\n');
            return;
        }

        text.Append(Line(claim.Checks[0])).Append(CultureInfo.InvariantCulture, $"  ({Numbers.Seconds(claim.Seconds)})\n");
        foreach (var check in claim.Checks.Skip(1).Where(check => isWhole || !check.Passed))
            text.Append(' ', width + 13).Append(check.Passed ? "" : "FAILED  ").Append(Line(check)).Append('\n');
        if (claim.Note is { } note && (isWhole || claim.Passed == false)) text.Append(' ', width + 13).Append(note).Append('\n');
    }

    private static string Line(Check check) =>
        $"{check.What}: {Numbers.WithError(check.Measured, check.StandardError)}, expected {Expected(check)} ({Source(check.Source)}{(check.IsClose ? "; the edge is within the error" : "")})";
}
