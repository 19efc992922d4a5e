using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Basin.Experiments.Figures;
using Basin.Experiments.Papers;
using Basin.Experiments.Reports;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Tests.Reports;

public sealed partial class ReproductionReportTests
{
    private static readonly RunVersions Versions = new("0.1.0", ".NET 10", "Linux", "X64");

    private static ClaimResult Claim(string id, bool? passed, params ImmutableArray<Check> checks) => new()
    {
        Id = id,
        Statement = "A < B & so on.",
        Place = "Theorem 1",
        Settings = ImmutableSortedDictionary<string, double>.Empty.Add("kappa", 2.5),
        Seeds = 20,
        Passed = passed,
        Seconds = 1.25,
        Checks = checks,
    };

    private static readonly ClaimResult Passing = Claim("holds", true, Check.Between("ratio", new(0.602, 0.024), 0.5, 0.72, BandSource.Measurement)) with
    {
        Figures = [new("course", new Figure { Description = "What happened", Panels = [new Panel { Title = "Course", X = new Axis("steps"), Y = new Axis("loss"), Marks = [new Line([(0, 1), (1, 2)])] }] })],
    };

    private static readonly ClaimResult Failing = Claim("breaks", false, Check.AtMost("error", 0.25, 0.5, BandSource.Paper), Check.AtLeast("gain", new(0.9, 0.2), 1, BandSource.ClosedForm)) with { Note = "Seeds differ." };

    private static readonly ClaimResult Missing = Claim("waits", null) with { Note = "Not run: the data set 'digits' is not on this machine." };

    private static string Render(params ImmutableArray<PaperResult> papers) =>
        ReproductionReport.Render(new Reproduction(papers, false, 3.5, "runs/x"), "basin reproduce --all --seed 1", Versions);

    [Fact]
    public void The_page_begins_with_the_verdict_and_goes_from_the_table_to_each_claim_and_how_it_was_made()
    {
        var html = Render(new PaperResult("pesme2021", [Passing, Failing, Missing]));
        string[] order =
        [
            "<h1>Implicit bias of SGD for diagonal linear networks", "arXiv:2106.09524. 3 claims, run by basin reproduce --all --seed 1",
            "<p>1 of 2 claims reproduce; 1 not run.</p>", "<li>pesme2021/breaks fails: gain is 0.90 &#177; 0.20, expected ≥ 1 (closed form).</li>", "<li>pesme2021/waits: Not run: the data set",
            "<a href=\"#pesme2021-holds\">holds</a><br><span class=\"soft\">A &lt; B &amp; so on.</span>", "<a href=\"#pesme2021-breaks\">",
            "<h2 id=\"pesme2021-holds\">holds: passed</h2>", "(Theorem 1)", "<svg", "What happened.", "Settings: kappa = 2.5, 20 seeds. 1.3 s on the clock.",
            "<h2 id=\"pesme2021-breaks\">breaks: FAILED</h2>", "Seeds differ.", "<h2 id=\"pesme2021-waits\">waits: not run</h2>", "Made by", "Basin 0.1.0, .NET 10, Linux, X64",
        ];
        var at = 0;
        foreach (var text in order)
        {
            var next = html.IndexOf(text, at, StringComparison.Ordinal);
            Assert.True(next >= 0, $"'{text}' does not follow on place {at}.");
            at = next;
        }
    }

    [Fact]
    public void A_number_stands_beside_its_band_where_that_comes_from_and_whether_it_is_in_it()
    {
        var rows = Row().Matches(Render(new PaperResult("pesme2021", [Passing, Failing]))).Select(match => match.Value).ToArray();
        Assert.Contains("<tr><th scope=\"row\">ratio</th><td class=\"whole\">in the band</td><td class=\"whole\">0.602 &#177; 0.024</td><td class=\"whole\">0.5 to 0.72</td><td class=\"whole\">measured before</td></tr>", rows);
        Assert.Contains("<tr class=\"alarm\"><th scope=\"row\">gain</th><td>FAILED, edge within &#177;</td><td class=\"whole\">0.90 &#177; 0.20</td><td class=\"whole\">≥ 1</td><td class=\"whole\">closed form</td></tr>", rows);
    }

    [Fact]
    public void Every_link_leads_to_a_part_of_the_page_and_none_elsewhere()
    {
        var html = Render(new PaperResult("mobahi2020", [Passing, Failing]), new PaperResult("pesme2021", [Passing, Missing]));
        var links = Link().Matches(html).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(["mobahi2020-holds", "mobahi2020-breaks", "pesme2021-holds", "pesme2021-waits"], links);
        Assert.All(links, link => Assert.Contains($"<h2 id=\"{link}\">", html, StringComparison.Ordinal));
        Assert.DoesNotMatch("<script|<link|<img|<iframe|@import|url\\(|href=\"[^#]", html);
        Assert.Contains("<tr><th scope=\"row\"><a href=\"#pesme2021-holds\">pesme2021/holds</a><br><span class=\"soft\">ratio</span></th><td class=\"whole\">passed</td><td class=\"whole\">0.602", html, StringComparison.Ordinal);
        Assert.Contains("<h1>2 papers reproduced</h1>", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<h1 class=\"next\">").Length - 1);
        Assert.Equal(html, Render(new PaperResult("mobahi2020", [Passing, Failing]), new PaperResult("pesme2021", [Passing, Missing])));
    }

    [GeneratedRegex("<tr.*?</tr>")]
    private static partial Regex Row();

    [GeneratedRegex("href=\"#([^\"]*)\"")]
    private static partial Regex Link();
}
