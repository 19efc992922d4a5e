using System.Net;
using Basin.App.Commands;

namespace Basin.App.Tests.Dashboard.Launching;

/// <summary>Runs that the page starts, in processes of their own.</summary>
public sealed class LaunchTests
{
    // Long enough to be met in the middle on any machine.
    private static readonly (string, string)[] _long =
        [("--steps", "2000000"), ("--batch", "16"), ("--hidden", "8"), ("--checkpoint-every", "500"), ("--no-inspect", "true"), ("--threads", "1")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_started_stopped_gone_on_with_and_stopped_again()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        using var started = await server.Launch(_long);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        var id = await RunningServer.Text(started, "id");
        Assert.Equal("synth-mlp-lr0.1-b16-s1", id);
        Assert.Equal($"/api/runs/{id}", started.Headers.Location?.ToString());
        Assert.True(File.Exists(folder[$"{id}/run.json"]));
        Assert.True(server.Started.IsMine(id));

        using (var again = await server.Post($"/api/runs/{id}/resume"))
        {
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
            Assert.Contains("is going on already", await RunningServer.Error(again), StringComparison.Ordinal);
        }

        await Eventually.Holds(() => File.Exists(folder[$"{id}/metrics.jsonl"]));
        await StopAndWait(server, id);
        Assert.NotEmpty(Directory.GetFiles(folder[$"{id}/checkpoints"]));
        Assert.False(File.Exists(folder[$"{id}/done"]));
        var length = new FileInfo(folder[$"{id}/metrics.jsonl"]).Length;

        using (var late = await server.Post($"/api/runs/{id}/stop"))
        {
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
            Assert.Contains("is not going on, or was not started from this page", await RunningServer.Error(late), StringComparison.Ordinal);
        }

        using (var resumed = await server.Post($"/api/runs/{id}/resume"))
        {
            Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
            Assert.Equal(id, await RunningServer.Text(resumed, "id"));
        }

        Assert.True(server.Started.IsMine(id));
        await StopAndWait(server, id);
        Assert.True(new FileInfo(folder[$"{id}/metrics.jsonl"]).Length >= length);
        Assert.Null(server.Started.Failure(id));
    }

    [Fact]
    public async Task A_run_goes_on_to_its_end_when_the_server_is_gone()
    {
        using var folder = new Folder();
        string id;
        Task<int?> ended;
        await using (var server = await RunningServer.Start(folder.Path))
        {
            using var started = await server.Launch(("--steps", "3000"), ("--batch", "16"), ("--hidden", "8"), ("--no-inspect", "true"), ("--threads", "1"));
            id = await RunningServer.Text(started, "id");
            ended = server.Started.Ended(id);
        }

        await Eventually.Holds(() => File.Exists(folder[$"{id}/done"]));
        Assert.True(File.Exists(folder[$"{id}/report.html"]));
        await ended;
    }

    [Theory]
    [InlineData("--lr", "0", "--lr is '0'; wanted a finite number above 0, such as 0.1.")]
    [InlineData("--lr", "", "--lr")]
    [InlineData("--batch", "100000", "The batch holds 100000 examples and the data only 1497; choose a batch of at most 1497.")]
    [InlineData("--data", "nowhere.csv", "nowhere.csv: there is no such file, folder or data set")]
    [InlineData("--data", "@/etc/passwd", "@/etc/passwd: there is no such file, folder or data set")]
    [InlineData("--data", "--out=elsewhere", "--out=elsewhere: there is no such file, folder or data set")]
    [InlineData("--data", "$(touch elsewhere); `touch elsewhere`", "there is no such file, folder or data set")]
    [InlineData("--schedule", "linear", "--schedule is 'linear'; wanted constant, step or cosine.")]
    [InlineData("--nesterov", "true", "Nesterov momentum was asked for and the momentum is 0")]
    [InlineData("--nesterov", "maybe", "--nesterov is 'maybe'; wanted true or false.")]
    [InlineData("--out", "elsewhere", "'--out' is no option that a page can give")]
    [InlineData("--under", "elsewhere", "'--under' is no option that a page can give")]
    [InlineData("--resume", "elsewhere", "'--resume' is no option that a page can give")]
    [InlineData("--json", "true", "'--json' is no option that a page can give")]
    [InlineData("--help", "", "'--help' is no option that a page can give")]
    [InlineData("-?", "", "'-?' is no option that a page can give")]
    [InlineData("@/etc/passwd", "", "'@/etc/passwd' is no option that a page can give")]
    [InlineData("inspect", "", "'inspect' is no option that a page can give")]
    [InlineData("--data", "a\nb", "--data holds a control character")]
    public async Task Settings_that_cannot_be_meant_are_refused_in_the_words_of_the_tool(string name, string value, string sentence)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder["runs"]);
        using var response = await server.Launch((name, value), ("--steps", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await RunningServer.Error(response);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("See: basin", error, StringComparison.Ordinal);
        Assert.False(error.StartsWith("basin:", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Empty(server.Started.Living);
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "cannot be read")]
    [InlineData("{}", "wanted an object as {\"options\": {\"--lr\": \"0.1\"}}")]
    [InlineData("{\"options\":null}", "cannot be read")]
    [InlineData("{\"options\":{\"--lr\":null}}", "--lr has no value")]
    [InlineData("{\"options\":{\"--lr\":0.1}}", "cannot be read")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "cannot be read")]
    public async Task A_body_that_is_no_wish_is_refused(string body, string sentence)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent(body) };
        request.Headers.Add("X-Basin-Token", await server.Token());
        using var response = await server.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(sentence, await RunningServer.Error(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_many_runs_as_may_go_on_do_and_the_next_is_told_to_wait()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path, options => options with { MostRuns = 2 });
        // Both at once: they want the same name, and get one each.
        var both = await Task.WhenAll(server.Launch(_long), server.Launch(_long));
        string[] ids = [await RunningServer.Text(both[0], "id"), await RunningServer.Text(both[1], "id")];
        Assert.Equal(["synth-mlp-lr0.1-b16-s1", "synth-mlp-lr0.1-b16-s1-2"], ids.Order());
        using var refused = await server.Launch(_long);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("2 runs started here are going on, which is as many as may at once. Wait for one of them, or stop it.", await RunningServer.Error(refused));
        foreach (var id in ids) await StopAndWait(server, id);
        Assert.Equal(2, Directory.GetDirectories(folder.Path).Length);
    }

    [Fact]
    public async Task A_finished_run_is_not_gone_on_with()
    {
        using var folder = new Folder();
        Assert.Equal(0, Tool.Run("train", "--steps", "1", "--no-inspect", "--out", folder["sub/done-run"]).Code);
        await using var server = await RunningServer.Start(folder.Path);
        using var response = await server.Post("/api/runs/sub%2Fdone-run/resume");
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("The run 'sub/done-run' is finished: there is nothing to go on with.", await RunningServer.Error(response));
    }

    [Fact]
    public async Task What_a_failing_run_said_is_kept()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        using var started = await server.Launch(_long);
        var id = await RunningServer.Text(started, "id");
        await StopAndWait(server, id);

        // A checkpoint of another network: it begins, and cannot go on.
        foreach (var file in Directory.GetFiles(folder[$"{id}/checkpoints"])) File.WriteAllText(file, "nothing");
        using var resumed = await server.Post($"/api/runs/{id}/resume");
        var error = resumed.IsSuccessStatusCode ? await Failure(server, id) : await RunningServer.Error(resumed);
        Assert.Contains(".safetensors", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Basin", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%2e%2e%2f%2e%2e%2fetc")]
    [InlineData("%2Fetc")]
    [InlineData("none")]
    [InlineData("inside%2F..%2Finside")]
    [InlineData("inside%2F")]
    [InlineData("inside%5C..")]
    [InlineData("linked")]
    [InlineData("linked%2Frun")]
    public async Task Only_runs_below_the_root_are_gone_on_with(string id)
    {
        using var folder = new Folder();
        Assert.Equal(0, Tool.Run("train", "--steps", "1", "--no-inspect", "--out", folder["outside/run"]).Code);
        Directory.CreateDirectory(folder["root/inside"]);
        Directory.CreateSymbolicLink(folder["root/linked"], folder["outside"]);
        await using var server = await RunningServer.Start(folder["root"]);
        foreach (var verb in new[] { "stop", "resume" })
        {
            using var response = await server.Post($"/api/runs/{id}/{verb}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_tool_that_cannot_be_started_is_said()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path, options => options with { Tool = new ToolProgram(folder["no-such-tool"], []) });
        using var response = await server.Launch(_long);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("no-such-tool", await RunningServer.Error(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec sleep 60", HttpStatusCode.GatewayTimeout, "The run had no folder after 0 s and was given up.")]
    [InlineData("echo broken >&2; exit 3", HttpStatusCode.InternalServerError, "The run could not be started (exit code 3). broken")]
    [InlineData("seq 100000 >&2; seq 100000; echo basin: no >&2; exit 2", HttpStatusCode.BadRequest, "no")]
    [InlineData("yes | head -c 10000000 | tr -d '\\n' >&2; exit 2", HttpStatusCode.BadRequest, "yyyy")]
    public async Task A_tool_that_behaves_badly_harms_nobody(string script, HttpStatusCode expected, string sentence)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sh.");
        using var folder = new Folder();
        var patience = expected == HttpStatusCode.GatewayTimeout ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromMinutes(2);
        await using var server = await RunningServer.Start(folder.Path, options => options with { Tool = new ToolProgram("/bin/sh", ["-c", script]), LongestStart = patience });
        using var response = await server.Launch(_long);
        Assert.Equal(expected, response.StatusCode);
        var error = await RunningServer.Error(response);
        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
        Assert.InRange(error.Length, 1, 20 * 502);
        Assert.Empty(server.Started.Living);
    }

    [Fact]
    public async Task A_run_that_diverges_says_so_itself()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        using var started = await server.Launch(("--lr", "1e30"), ("--steps", "200000"), ("--loss", "squared-error"), ("--threads", "1"));
        var id = await RunningServer.Text(started, "id");
        await server.Started.Ended(id).WaitAsync(Token);
        await Eventually.Holds(() => !server.Started.IsMine(id));
        Assert.True(File.Exists(folder[$"{id}/done"]));
        Assert.Null(server.Started.Failure(id));
    }

    private static async Task StopAndWait(RunningServer server, string id)
    {
        var ended = server.Started.Ended(id);
        using (var stopped = await server.Post($"/api/runs/{Uri.EscapeDataString(id)}/stop")) Assert.Equal(HttpStatusCode.Accepted, stopped.StatusCode);
        using (await server.Post($"/api/runs/{Uri.EscapeDataString(id)}/stop"))
        {
            // Asked twice, it still stops politely: a second signal would end it with another code, or without a checkpoint.
        }

        Assert.Equal(ExitCode.Interrupted, await ended.WaitAsync(Token));
        Assert.False(server.Started.IsMine(id));
    }

    private static async Task<string> Failure(RunningServer server, string id)
    {
        await server.Started.Ended(id).WaitAsync(Token);
        return server.Started.Failure(id) ?? "";
    }
}
