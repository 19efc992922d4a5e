using System.Globalization;
using System.Text;
using System.Text.Json;
using Basin.Experiments.Runs;

namespace Basin.App.Tests.Dashboard.Answers;

/// <summary>Runs that go on while somebody looks.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly Folder _root = new();

    public void Dispose() => _root.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Line(int step) => $"{{\"step\":{step},\"loss\":{step / 8.0}}}\n";

    private static string Lines(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(Line));

    private static IEnumerable<int> Steps(IEnumerable<(string Name, string? Id, JsonElement Data)> events) =>
        events.Where(one => one.Name == "metrics").SelectMany(one => one.Data.GetProperty("series").GetProperty("loss").GetProperty("step").EnumerateArray().Select(step => step.GetInt32()));

    private static string Status((string Name, string? Id, JsonElement Data) row) => row.Data.GetProperty("status").GetString()!;

    private string Metrics(string id) => _root[$"{id}/metrics.jsonl"];

    private void Leave(string id)
    {
        using var run = RunFolder.CreateAt(_root[id], Site.Record);
    }

    [Fact]
    public async Task A_run_that_trains_is_followed_to_its_end()
    {
        await using var site = await Site.Start(_root.Path);
        var settings = new TrainSettings { Hidden = [8], Epochs = 60, Inspection = new InspectSettings { Examples = 64, TopK = 1, Probes = 2 } };
        var begun = new TaskCompletionSource();
        var training = Task.Run(() => TrainJob.Start(settings, new TrainContext { Command = "basin train", Threads = 1, Folder = _root["x"], Begun = _ => begun.SetResult() }, Token), Token);
        await begun.Task;
        await using var stream = await site.Follow("/runs/x/stream");
        var events = await stream.Rest();
        var summary = await training;
        var lines = RunFolder.ReadMetrics(_root["x"]);
        Assert.Equal(lines.Where(line => line.Loss is not null).Select(line => (int)line.Step), Steps(events));
        Assert.Equal(new FileInfo(Metrics("x")).Length.ToString(CultureInfo.InvariantCulture), events.Last(one => one.Name == "metrics").Id);
        Assert.Equal(("done", "finished", summary.Steps), (events[^1].Name, Status(events[^1]), events[^1].Data.GetProperty("step").GetInt64()));
        Assert.All(events.SkipLast(1), one => Assert.Contains(one.Name, (string[])["metrics", "row"]));
        await site.UntilNobodyWatches();
    }

    [Fact]
    public async Task Lines_come_once_each_whether_they_were_there_or_are_added_in_pieces()
    {
        using var run = RunFolder.CreateAt(_root["x"], Site.Record);
        await File.WriteAllTextAsync(Metrics("x"), Lines(0, 5) + Line(5)[..8], Token);
        await using var site = await Site.Start(_root.Path);
        await using var stream = await site.Follow("/runs/x/stream");
        var first = await stream.Next("metrics");
        Assert.Equal([0, 1, 2, 3, 4], Steps([first]));
        Assert.Equal(Lines(0, 5).Length.ToString(CultureInfo.InvariantCulture), first.Id);
        Assert.Equal("running", Status(await stream.Next("row")));
        await File.AppendAllTextAsync(Metrics("x"), Line(5)[8..] + Line(6), Token);
        Assert.Equal([5, 6], Steps([await stream.Next("metrics")]));
        Assert.Equal(6, (await stream.Next("row")).Data.GetProperty("step").GetInt32());
    }

    [Fact]
    public async Task Whoever_comes_back_after_a_restart_gets_what_was_missed_and_nothing_twice()
    {
        Leave("x");
        await File.WriteAllTextAsync(Metrics("x"), Lines(0, 40), Token);
        (string Name, string? Id, JsonElement Data) first;
        await using (var site = await Site.Start(_root.Path))
        await using (var stream = await site.Follow("/runs/x/stream"))
            first = await stream.Next("metrics");
        await File.AppendAllTextAsync(Metrics("x"), Lines(40, 60), Token);
        await using var again = await Site.Start(_root.Path);

        // The address is still that of the beginning; the browser adds what it had last.
        await using var resumed = await again.Follow("/runs/x/stream?from=0", first.Id);
        Assert.Equal(Enumerable.Range(0, 60), Steps([first, await resumed.Next("metrics")]));
    }

    [Fact]
    public async Task A_long_series_comes_in_parts_that_a_reader_can_go_on_from()
    {
        Leave("x");
        await File.WriteAllTextAsync(Metrics("x"), Lines(0, 20_000), Token);
        await using var site = await Site.Start(_root.Path);
        await using var stream = await site.Follow("/runs/x/stream");
        var first = await stream.Next("metrics");
        Assert.True(long.Parse(first.Id!, CultureInfo.InvariantCulture) < new FileInfo(Metrics("x")).Length);
        await using var other = await site.Follow($"/runs/x/stream?from={first.Id}");
        Assert.Equal(Steps([await stream.Next("metrics")]), Steps([await other.Next("metrics")]));
    }

    [Fact]
    public async Task A_series_that_was_cut_must_be_read_anew()
    {
        Leave("x");
        await File.WriteAllTextAsync(Metrics("x"), Lines(0, 40), Token);
        await using var site = await Site.Start(_root.Path);
        await using (var stream = await site.Follow("/runs/x/stream"))
        {
            await stream.Next("row");
            await File.WriteAllTextAsync(Metrics("x"), Lines(0, 10), Token);
            await stream.Next("reset");
            Assert.Null(await stream.Next());
        }

        foreach (var from in new[] { "3", "100000" })
        {
            await using var stream = await site.Follow($"/runs/x/stream?from={from}");
            Assert.Equal("reset", (await stream.Next())!.Value.Name);
            Assert.Null(await stream.Next());
        }
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_in_the_same_stream()
    {
        await using var site = await Site.Start(_root.Path);
        var run = RunFolder.CreateAt(_root["x"], Site.Record);
        await using var stream = await site.Follow("/runs/x/stream");
        Assert.Equal("running", Status(await stream.Next("row")));
        run.Dispose();
        Assert.Equal("interrupted", Status(await stream.Next("row")));
        using var resumed = RunFolder.Open(_root["x"]);
        Assert.Equal("running", Status(await stream.Next("row")));
    }

    [Fact]
    public async Task The_round_that_begins_is_another_series()
    {
        using var whole = RunFolder.CreateAt(_root["x"], Site.Record with { Settings = Site.Record.Settings with { DistillRounds = 2 } });
        Leave("x/rounds/01");
        await File.WriteAllTextAsync(Metrics("x/rounds/01"), Lines(0, 3), Token);
        await using var site = await Site.Start(_root.Path);
        await using var stream = await site.Follow("/runs/x/stream");
        Assert.Equal([0, 1, 2], Steps([await stream.Next("metrics")]));
        Leave("x/rounds/02");
        await File.WriteAllTextAsync(Metrics("x/rounds/02"), Lines(0, 1), Token);
        await stream.Next("reset");
    }

    [Fact]
    public async Task Fifty_look_at_once_and_leave_nothing_behind()
    {
        using var run = RunFolder.CreateAt(_root["x"], Site.Record);
        await File.WriteAllTextAsync(Metrics("x"), Lines(0, 5), Token);
        await using var site = await Site.Start(_root.Path);
        var streams = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => site.Follow("/runs/x/stream")));
        foreach (var stream in streams) Assert.Equal(Enumerable.Range(0, 5), Steps([await stream.Next("metrics")]));
        Assert.Equal(50, site.Watchers);
        await File.AppendAllTextAsync(Metrics("x"), Lines(5, 9), Token);
        foreach (var stream in streams) Assert.Equal([5, 6, 7, 8], Steps([await stream.Next("metrics")]));
        foreach (var stream in streams) await stream.DisposeAsync();
        await site.UntilNobodyWatches();
    }

    [Fact]
    public async Task One_who_never_reads_holds_up_nobody()
    {
        Leave("x");
        await File.WriteAllTextAsync(Metrics("x"), Lines(0, 100_000), Token);
        await using var site = await Site.Start(_root.Path);
        await using var idle = await site.Follow("/runs/x/stream");
        await using var reader = await site.Follow("/runs/x/stream");
        var steps = new List<int>();
        while (steps.Count < 100_000) steps.AddRange(Steps([await reader.Next("metrics")]));
        Assert.Equal(Enumerable.Range(0, 100_000), steps);
    }

    [Fact]
    public async Task The_list_tells_of_runs_that_come_change_and_go()
    {
        Leave("old");
        await using var site = await Site.Start(_root.Path);
        await using var stream = await site.Follow("/stream");
        using (RunFolder.CreateAt(_root["new"], Site.Record))
        {
            var come = (await stream.Next("runs")).Data;
            Assert.Equal(("new", "running"), (come.GetProperty("changed")[0].GetProperty("id").GetString(), come.GetProperty("changed")[0].GetProperty("status").GetString()));
            Assert.Equal(1, come.GetProperty("changed").GetArrayLength());
        }

        var changed = (await stream.Next("runs")).Data.GetProperty("changed");
        Assert.Equal(("new", "interrupted"), (changed[0].GetProperty("id").GetString(), changed[0].GetProperty("status").GetString()));
        Directory.Delete(_root["old"], recursive: true);
        var gone = (await stream.Next("runs")).Data;
        Assert.Equal(("old", 0), (gone.GetProperty("removed")[0].GetString(), gone.GetProperty("changed").GetArrayLength()));
    }

    [Theory]
    [InlineData("/stream")]
    [InlineData("/runs/x/stream")]
    public async Task A_stream_that_has_nothing_to_say_shows_that_it_lives(string path)
    {
        Leave("x");
        var time = new ManualTime();
        await using var site = await Site.Start(_root.Path, time);
        using var response = await site.Client.GetAsync($"/api{path}", HttpCompletionOption.ResponseHeadersRead, Token);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Token), Encoding.UTF8);
        Assert.Equal(":", await lines.ReadLineAsync(Token));
        for (var beat = 0; beat < 3; beat++)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            string? line;
            while ((line = await lines.ReadLineAsync(Token)) != ":") Assert.NotNull(line);
        }
    }

    [Fact]
    public async Task The_server_ends_though_streams_are_open()
    {
        Leave("x");
        var site = await Site.Start(_root.Path);
        using var response = await site.Client.GetAsync("/api/runs/x/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        using var list = await site.Client.GetAsync("/api/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        await site.DisposeAsync();
    }
}
