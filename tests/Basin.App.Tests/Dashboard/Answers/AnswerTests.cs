using System.Net;
using System.Text.Json;
using Basin.Experiments.Papers;
using Basin.Experiments.Runs;

namespace Basin.App.Tests.Dashboard.Answers;

/// <summary>What the server says about runs that are over.</summary>
public sealed class AnswerTests(FinishedSite shared) : IClassFixture<FinishedSite>
{
    private Site Site => shared.Site;

    [Fact]
    public async Task The_list_has_every_run_with_the_names_that_the_page_reads()
    {
        var runs = (await Site.Get("/runs")).GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal(["broken", "first", "group/second", "group/second/rounds/01", "group/second/rounds/02"], runs.Select(run => run.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(runs, run => Assert.Equal(
            ["id", "name", "status", "message", "started", "data", "model", "learningRate", "batch", "momentum", "seed", "step", "steps", "epoch", "loss", "testLoss", "testAccuracy", "sharpness", "sharpnessLimit", "verdict", "seconds", "mine"],
            run.EnumerateObject().Select(property => property.Name)));
        var first = runs.Single(run => run.GetProperty("id").GetString() == "first");
        Assert.Equal(("finished", "mlp", false), (first.GetProperty("status").GetString(), first.GetProperty("model").GetString(), first.GetProperty("mine").GetBoolean()));
        var broken = runs.Single(run => run.GetProperty("id").GetString() == "broken");
        Assert.Equal(("unreadable", JsonValueKind.Null), (broken.GetProperty("status").GetString(), broken.GetProperty("loss").ValueKind));
    }

    [Fact]
    public async Task A_run_is_told_as_its_files_have_it()
    {
        var run = await Site.Get("/runs/first");
        var summary = JsonSerializer.Deserialize(run.GetProperty("summary"), RunJson.Readable.RunSummary)!;
        Assert.Equal(RunFolder.ReadSummary(Path.Combine(shared.Root, "first"))!.Inspection!.Sharpness, summary.Inspection!.Sharpness);
        Assert.Equal("basin train", run.GetProperty("record").GetProperty("command").GetString()![..11]);
        Assert.Equal(Basin.Experiments.Reports.Answer.Of(summary.Inspection), run.GetProperty("answer")[0].GetString());
        Assert.True(run.GetProperty("hasReport").GetBoolean());
        Assert.Equal(47, run.GetProperty("stepsPerEpoch").GetInt32());
        Assert.Contains("sharpness", run.GetProperty("instruments").EnumerateArray().Select(instrument => instrument.GetProperty("name").GetString()));
        Assert.Equal("group/second/rounds/01", (await Site.Get("/runs/group%2Fsecond%2Frounds%2F01")).GetProperty("row").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Its_series_can_be_thinned()
    {
        var whole = await Site.Get("/runs/first/metrics");
        var loss = whole.GetProperty("series").GetProperty("loss");
        Assert.Equal(94, loss.GetProperty("step").GetArrayLength());
        Assert.False(loss.TryGetProperty("low", out _));
        Assert.Equal(new FileInfo(Path.Combine(shared.Root, "first/metrics.jsonl")).Length, whole.GetProperty("offset").GetInt64());
        var thinned = (await Site.Get("/runs/first/metrics?points=10")).GetProperty("series").GetProperty("loss");
        foreach (var name in new[] { "step", "value", "low", "high" }) Assert.InRange(thinned.GetProperty(name).GetArrayLength(), 5, 10);
    }

    [Fact]
    public async Task Each_figure_is_served_as_picture_and_as_numbers_and_the_report_as_page()
    {
        var figures = (await Site.Get("/runs/first")).GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("name").GetString()!).ToArray();
        Assert.Contains("training", figures);
        foreach (var name in figures)
        {
            using var svg = await Site.Client.GetAsync($"/api/runs/first/figures/{name}.svg", TestContext.Current.CancellationToken);
            Assert.Equal("image/svg+xml", svg.Content.Headers.ContentType?.MediaType);
            Assert.StartsWith("<svg", await svg.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.True((await Site.Get($"/runs/first/figures/{name}.json")).TryGetProperty("panels", out _));
        }

        using var report = await Site.Client.GetAsync("/api/runs/first/report", TestContext.Current.CancellationToken);
        Assert.Equal("text/html", report.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(shared.Root, "first/report.html"), TestContext.Current.CancellationToken), await report.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Runs_are_put_side_by_side()
    {
        var comparison = await Site.Get("/compare?run=first&run=group%2Fsecond");
        Assert.Equal(["first", "group/second"], comparison.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("row").GetProperty("id").GetString()!));
        Assert.Contains("loss", comparison.GetProperty("differences").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        Assert.NotEqual(0, comparison.GetProperty("outcomes").GetArrayLength());
        var one = await Site.Get("/compare?run=first");
        Assert.Equal((0, JsonValueKind.Null), (one.GetProperty("differences").GetArrayLength(), one.GetProperty("outcomes").ValueKind));
    }

    [Fact]
    public async Task Every_claim_of_every_paper_is_listed()
    {
        var papers = (await Site.Get("/papers")).GetProperty("papers").EnumerateArray().ToArray();
        Assert.Equal(PaperCatalog.All.Select(paper => paper.Id), papers.Select(paper => paper.GetProperty("paper").GetString()));
        Assert.Equal(PaperCatalog.All.Sum(paper => paper.Claims.Length), papers.Sum(paper => paper.GetProperty("claims").GetArrayLength()));
    }

    [Theory]
    [InlineData("/runs/nothing", HttpStatusCode.NotFound, "No run 'nothing'")]
    [InlineData("/runs/nothing/metrics", HttpStatusCode.NotFound, "No run 'nothing'")]
    [InlineData("/runs/nothing/stream", HttpStatusCode.NotFound, "No run 'nothing'")]
    [InlineData("/runs/nothing/report", HttpStatusCode.NotFound, "No run 'nothing'")]
    [InlineData("/runs/nothing/figures/training.svg", HttpStatusCode.NotFound, "No run 'nothing'")]
    [InlineData("/compare?run=first&run=nothing", HttpStatusCode.NotFound, "No run 'nothing'")]
    [InlineData("/runs/..%2F..%2Fetc", HttpStatusCode.NotFound, "No run")]
    [InlineData("/runs/%2Fetc%2Fpasswd", HttpStatusCode.NotFound, "No run")]
    [InlineData("/runs/first%2F..%2Ffirst", HttpStatusCode.NotFound, "No run")]
    [InlineData("/runs/first%5C..", HttpStatusCode.NotFound, "No run")]
    [InlineData("/runs/first/figures/nothing.svg", HttpStatusCode.NotFound, "It has training, ")]
    [InlineData("/runs/first/figures/training.png", HttpStatusCode.NotFound, "each as .svg and .json")]
    [InlineData("/runs/first/figures/..%2Freport.html", HttpStatusCode.NotFound, "has no figure")]
    [InlineData("/runs/first/figures/x%2F..%2Ftraining.svg", HttpStatusCode.NotFound, "has no figure")]
    [InlineData("/runs/group%2Fsecond%2Frounds%2F01/report/x", HttpStatusCode.NotFound, "nothing at")]
    [InlineData("/runs/broken", HttpStatusCode.UnprocessableEntity, "run.json: cannot be read")]
    [InlineData("/runs/first/metrics?points=1", HttpStatusCode.BadRequest, "points: '1'; wanted a number from 2")]
    [InlineData("/runs/first/metrics?points=x", HttpStatusCode.BadRequest, "points: 'x'")]
    [InlineData("/runs/first/stream?from=-1", HttpStatusCode.BadRequest, "from: '-1'")]
    [InlineData("/runs/first/stream?from=x", HttpStatusCode.BadRequest, "from: 'x'")]
    [InlineData("/compare", HttpStatusCode.BadRequest, "0 runs; wanted 1 to 16")]
    [InlineData("/compare?run=first&run=first", HttpStatusCode.UnprocessableEntity, "given twice")]
    [InlineData("/papers/nobody/nothing/figures/x.svg", HttpStatusCode.NotFound, "has a figure 'x.svg'")]
    public async Task What_is_not_there_is_refused_with_a_sentence(string path, HttpStatusCode status, string error)
    {
        var refusal = await Site.Refusal(path);
        Assert.Equal(status, refusal.Status);
        Assert.Contains(error, refusal.Error, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Error, StringComparison.Ordinal);
    }
}
