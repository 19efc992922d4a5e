using System.Collections.Immutable;
using System.Text.Json;
using Basin.Experiments.Catalogs;
using Basin.Experiments.Papers;
using Basin.Experiments.Runs;

namespace Basin.Experiments.Tests.Catalogs;

public sealed class ClaimCatalogTests
{
    private static readonly Paper _paper = PaperCatalog.All[0];
    private static readonly string _claim = _paper.Claims[0].Id;

    private static ClaimResult Result(double measured, bool? passed) => new()
    {
        Id = _claim,
        Statement = "s",
        Place = "p",
        Settings = ImmutableSortedDictionary<string, double>.Empty,
        Seeds = 3,
        Passed = passed,
        Seconds = 1,
        What = "w",
        Measured = measured,
        StandardError = 0.1,
        Expected = new Band(double.NegativeInfinity, 2),
        Source = BandSource.ClosedForm,
        Checks = [new Check("w", measured, 0.1, double.NegativeInfinity, 2, BandSource.ClosedForm)],
    };

    private static void Save(Folder root, string folder, ClaimResult result, DateTime written)
    {
        Directory.CreateDirectory(root[folder]);
        var path = root[$"{folder}/{_paper.Id}.json"];
        File.WriteAllText(path, JsonSerializer.Serialize(new PaperResult(_paper.Id, [result]), RunJson.Readable.PaperResult));
        File.SetLastWriteTimeUtc(path, written);
    }

    private static ClaimFindings Of(Folder root) => new ClaimCatalog(root.Path).List().Single(paper => paper.Paper == _paper.Id).Claims.Single(claim => claim.Id == _claim);

    [Fact]
    public void Every_claim_is_listed_whether_it_was_run_or_not()
    {
        using var root = new Folder();
        var papers = new ClaimCatalog(root["nowhere"]).List();
        Assert.Equal(PaperCatalog.All.Select(paper => paper.Id), papers.Select(paper => paper.Paper));
        Assert.All(papers.SelectMany(paper => paper.Claims), claim => Assert.Null(claim.Result));
    }

    [Fact]
    public void The_newest_result_is_told_as_its_file_has_it()
    {
        using var root = new Folder();
        Save(root, "b/newer", Result(1.5, true), new DateTime(2026, 2, 2, 0, 0, 0, DateTimeKind.Utc));
        Save(root, "a/older", Result(9, false), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        var result = Of(root).Result!;
        Assert.Equal((1.5, true, "b/newer", "2026-02-02T00:00:00.0000000Z"), ((double)result["measured"]!, (bool)result["passed"]!, (string)result["folder"]!, (string)result["finished"]!));

        // Read back, a band without a lower end would have none that a number lies above.
        Assert.Null(result["checks"]![0]!["low"]);
        Assert.True((bool)result["checks"]![0]!["passed"]!);
    }

    [Fact]
    public void What_could_not_be_run_hides_nothing_that_was()
    {
        using var root = new Folder();
        Save(root, "run", Result(1.5, false), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        Save(root, "not", Result(double.NaN, null), new DateTime(2026, 2, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal("run", (string)Of(root).Result!["folder"]!);
        Directory.Delete(root["run"], recursive: true);
        Assert.Equal("not", (string)Of(root).Result!["folder"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"claims\":7}")]
    [InlineData("{\"claims\":[7,{},{\"id\":7},null]}")]
    public void A_file_that_is_no_result_counts_as_none(string text)
    {
        using var root = new Folder();
        Directory.CreateDirectory(root["x"]);
        File.WriteAllText(root[$"x/{_paper.Id}.json"], text);
        Assert.Null(Of(root).Result);
    }

    [Fact]
    public void A_figure_belongs_to_the_claim_whose_name_it_bears_in_full()
    {
        using var root = new Folder();
        Save(root, "x", Result(1, true), DateTime.UnixEpoch);
        Directory.CreateDirectory(root["x/figures"]);
        foreach (var name in new[] { $"{_paper.Id}-{_claim}-curve", $"{_paper.Id}-other-curve", "curve" })
        {
            File.WriteAllText(root[$"x/figures/{name}.svg"], "<svg/>");
            File.WriteAllText(root[$"x/figures/{name}.json"], "{}");
        }

        Assert.Equal([new ClaimFigure("curve", $"/api/papers/{_paper.Id}/{_claim}/figures/curve")], Of(root).Figures);
        var catalog = new ClaimCatalog(root.Path);
        Assert.Equal(root[$"x/figures/{_paper.Id}-{_claim}-curve.svg"], catalog.Figure(_paper.Id, _claim, "curve.svg"));
        Assert.NotNull(catalog.Figure(_paper.Id, _claim, "curve.json"));
        foreach (var file in new[] { "curve", "curve.png", "../curve.svg", "other.svg", "", "..", $"../{_paper.Id}-{_claim}-curve.svg", "x/../curve.svg" }) Assert.Null(catalog.Figure(_paper.Id, _claim, file));
        Assert.Null(catalog.Figure("..", _claim, "curve.svg"));
        Assert.Null(catalog.Figure(_paper.Id, "..", "curve.svg"));
    }
}
