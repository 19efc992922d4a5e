using System.Collections.Immutable;
using System.Globalization;
using Basin.Experiments.Papers;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Reports;

/// <summary>Claims that were run as one page that needs nothing else: how many hold, all of them in a table, then each with its numbers and figures.</summary>
public static class ReproductionReport
{
    /// <summary>Renders the page. The same reproduction gives the same bytes.</summary>
    /// <param name="reproduction">What came out.</param>
    /// <param name="command">The command line that makes it again.</param>
    /// <param name="versions">The software and machine.</param>
    public static string Render(Reproduction reproduction, string command, RunVersions versions)
    {
        ClaimResult[] claims = [.. reproduction.Claims];
        var isOne = reproduction.Papers.Length == 1;
        var known = PaperCatalog.All.First(paper => paper.Id == reproduction.Papers[0].Paper);
        var page = new HtmlPage(isOne ? known.Id : $"{reproduction.Papers.Length} papers");
        page.Heading(isOne ? known.Title : $"{reproduction.Papers.Length} papers reproduced");
        if (isOne) page.Aside($"{known.Source}. {Reproduced(claims.Length)} by {command}");
        else page.Aside($"{Reproduced(claims.Length)} by {command}");
        page.Answer([$"{ReproductionText.Verdict(reproduction)}."], reproduction.Papers.SelectMany(Exceptions));
        page.Tiles(Tiles(claims, reproduction.Seconds));
        page.Section(claims.Length == 1 ? "The claim" : "The claims");
        page.Measurements(["claim", "verdict", .. isOne ? (string[])["headline"] : [], "measured", "expected", "band from", "time"], reproduction.Papers.SelectMany(paper => paper.Claims.Select(claim => Headline(paper, claim, isOne))));
        page.Aside("± is one standard error over seeds; a claim passes when each of its numbers is in its band. A band comes from a closed form for these settings, from what the paper states, or from what was measured before at the default settings.");
        foreach (var paper in reproduction.Papers) Append(page, paper, isOne);
        page.Section("Made by");
        page.Settings([("command", command), ("versions", $"Basin {versions.Basin}, {versions.Runtime}, {versions.System}, {versions.Architecture}")]);
        return page.ToString();
    }

    private static string Reproduced(int claims) => claims == 1 ? "One claim, run" : $"{Numbers.Count(claims)} claims, run";

    private static IEnumerable<string> Exceptions(PaperResult paper)
    {
        foreach (var claim in paper.Claims)
        {
            var name = $"{paper.Paper}/{claim.Id}";
            if (claim.Passed is null) yield return $"{name}: {claim.Note}";
            else if (claim.Passed == false) yield return $"{name} fails: {string.Join("; ", claim.Checks.Where(check => !check.Passed).Select(check => $"{check.What} is {Measured(check)}, expected {ReproductionText.Expected(check)} ({ReproductionText.Source(check.Source)})"))}.";
        }
    }

    private static IEnumerable<(string Value, string Label)> Tiles(ClaimResult[] claims, double seconds)
    {
        yield return (Count(true), "passed");
        yield return (Count(false), "failed");
        if (claims.Any(claim => claim.Passed is null)) yield return (Count(null), "not run");
        yield return (Numbers.Count(claims.Sum(claim => claim.Checks.Length)), "numbers held against a band");
        yield return (Numbers.Seconds(seconds), "on the clock");

        string Count(bool? verdict) => Numbers.Count(claims.Count(claim => claim.Passed == verdict));
    }

    // The statement of a claim stands in the table where that is of one paper; of many, where it would make the table as long as all below, what was measured.
    private static PageRow Headline(PaperResult paper, ClaimResult claim, bool isOne)
    {
        var headline = claim.Checks.FirstOrDefault();
        ImmutableArray<string> numbers = headline is null
            ? ["–", "–", "–", "–"]
            : [Measured(headline), ReproductionText.Expected(headline), ReproductionText.Source(headline.Source), Numbers.Seconds(claim.Seconds)];
        var (verdict, what) = (ReproductionText.Verdict(claim.Passed), headline?.What ?? "–");
        return isOne
            ? new PageRow(claim.Id, claim.Statement, [verdict, what, .. numbers], Anchor(paper, claim), claim.Passed == false)
            : new PageRow($"{paper.Paper}/{claim.Id}", what, [verdict, .. numbers], Anchor(paper, claim), claim.Passed == false);
    }

    private static void Append(HtmlPage page, PaperResult paper, bool isOne)
    {
        if (!isOne)
        {
            var known = PaperCatalog.All.First(one => one.Id == paper.Paper);
            page.Heading(known.Title, isNext: true);
            page.Aside($"{known.Source}. '{known.Id}' on the command line.");
        }

        foreach (var claim in paper.Claims)
        {
            page.Section($"{claim.Id}: {ReproductionText.Verdict(claim.Passed)}", Anchor(paper, claim));
            page.Paragraph($"{claim.Statement} ({claim.Place})");
            if (!claim.Checks.IsEmpty) page.Measurements(["number", "verdict", "measured", "expected", "band from"], claim.Checks.Select(Row));
            if (claim.Note is { } note) page.Aside(note);
            page.Pictures(claim.Figures.Select(figure => figure.Figure));
            page.Aside(Settings(claim));
        }
    }

    private static PageRow Row(Check check) => new(
        check.What,
        "",
        [(check.Passed ? "in the band" : "FAILED") + (check.IsClose ? ", edge within ±" : ""), Measured(check), ReproductionText.Expected(check), ReproductionText.Source(check.Source)],
        IsAlarm: !check.Passed);

    private static string Measured(Check check) => Numbers.WithError(check.Measured, check.StandardError);

    private static string Settings(ClaimResult claim)
    {
        var values = claim.Settings.Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Key} = {setting.Value}"));
        return $"Settings: {string.Join(", ", values.Append(claim.Seeds == 1 ? "1 seed" : $"{Numbers.Count(claim.Seeds)} seeds"))}. {Numbers.Seconds(claim.Seconds)} on the clock.";
    }

    private static string Anchor(PaperResult paper, ClaimResult claim) => $"{paper.Paper}-{claim.Id}";
}
