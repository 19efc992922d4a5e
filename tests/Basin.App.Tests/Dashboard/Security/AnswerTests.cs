using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Tests.Dashboard.Security;

/// <summary>What every answer carries, and what no request can make the server do.</summary>
public sealed class AnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "script-src 'self'", "no-store")]
    [InlineData("/runs/a-deep.link", "script-src 'self'", "no-store")]
    [InlineData("/assets/a-1.js", "script-src 'self'", "public, max-age=31536000, immutable")]
    [InlineData("/assets/gone.js", "script-src 'self'", "no-store")]
    [InlineData("/api/info", "script-src 'none'", "no-store")]
    [InlineData("/api/nothing", "script-src 'none'", "no-store")]
    public async Task Every_answer_tells_the_browser_what_it_may_do(string path, string script, string cache)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        using var response = await server.Client.GetAsync(path, Token);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains(script, policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'; form-action 'none'; frame-ancestors", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal(cache, Assert.Single(response.Headers.GetValues("Cache-Control")).Replace("immutable, max-age=31536000", "max-age=31536000, immutable", StringComparison.Ordinal));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "There is nothing at /api/nothing.")]
    [InlineData("GET", "/api", HttpStatusCode.NotFound, "There is nothing at /api.")]
    [InlineData("POST", "/api/nothing", HttpStatusCode.NotFound, "There is nothing at /api/nothing.")]
    [InlineData("POST", "/api/info", HttpStatusCode.MethodNotAllowed, "POST is not for /api/info; it answers GET.")]
    [InlineData("GET", "/api/runs/x/stop", HttpStatusCode.MethodNotAllowed, "GET is not for /api/runs/x/stop; it answers POST.")]
    [InlineData("DELETE", "/", HttpStatusCode.MethodNotAllowed, "DELETE is not for /; it answers GET, HEAD.")]
    [InlineData("GET", "/assets/gone.js", HttpStatusCode.NotFound, "The page has no such file")]
    [InlineData("GET", "/assets/../index.html.bak", HttpStatusCode.OK, "")]
    [InlineData("GET", "/assets/%2e%2e/%2e%2e/etc/passwd", HttpStatusCode.OK, "")]
    [InlineData("GET", "/assets/..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound, "The page has no such file")]
    [InlineData("GET", "/..%5c..%5cetc", HttpStatusCode.OK, "")]
    public async Task What_is_not_there_is_said_and_no_path_leads_out_of_the_page(string method, string path, HttpStatusCode expected, string sentence)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        var token = await server.Token();
        var answer = await server.Raw($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Basin-Token: {token}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Token);
        Assert.StartsWith($"HTTP/1.1 {(int)expected} ", answer, StringComparison.Ordinal);
        Assert.Contains(sentence.Length > 0 ? sentence : "<html>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_without_the_page_says_so()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path, options => options with { Page = new Dictionary<string, byte[]>() });
        using var response = await server.Client.GetAsync("/", Token);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("The page is not in this build", await RunningServer.Error(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64 * 1024 - 200, HttpStatusCode.BadRequest)]
    [InlineData(64 * 1024 + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(10_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_of_more_than_64_KB_is_refused(int length, HttpStatusCode expected)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        var head = $"POST /api/runs HTTP/1.1\r\nHost: localhost\r\nX-Basin-Token: {await server.Token()}\r\nContent-Type: application/json\r\nConnection: close\r\n";
        var body = $"{{\"options\":{{\"--nothing\":\"{new string('x', 10)}\"}}}}".PadRight(Math.Min(length, 200_000));
        var whole = await server.Raw($"{head}Content-Length: {length}\r\n\r\n{body}", Token);
        var chunked = await server.Raw($"{head}Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n", Token);
        foreach (var answer in new[] { whole, chunked }) Assert.StartsWith($"HTTP/1.1 {(int)expected} ", answer, StringComparison.Ordinal);
        if (expected == HttpStatusCode.RequestEntityTooLarge) Assert.Contains("at most 64 KB are read", whole, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9_000, 10, "HTTP/1.1 414 ")]
    [InlineData(10, 17_000, "HTTP/1.1 431 ")]
    public async Task Long_addresses_and_headers_are_refused(int path, int header, string expected)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        var answer = await server.Raw($"GET /{new string('p', path)} HTTP/1.1\r\nHost: localhost\r\nX: {new string('h', header)}\r\n\r\n", Token);
        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_streams_are_open_at_once_and_the_one_too_many_is_told_when_to_come_again()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path, options => options with { MostStreams = 50 }, MapEndless);
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 50; i++) open.Add(await server.Client.GetAsync("/api/endless/stream", HttpCompletionOption.ResponseHeadersRead, Token));
        Assert.All(open, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        using (var refused = await server.Client.GetAsync("/api/endless/stream", HttpCompletionOption.ResponseHeadersRead, Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("5", Assert.Single(refused.Headers.GetValues("Retry-After")));
            Assert.Contains("50 streams are open already", await RunningServer.Error(refused), StringComparison.Ordinal);
        }

        using (var other = await server.Client.GetAsync("/api/info", Token)) Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        open[0].Dispose();

        // The place is free once the server has seen that its visitor is gone.
        HttpStatusCode status;
        do
        {
            using var next = await server.Client.GetAsync("/api/endless/stream", HttpCompletionOption.ResponseHeadersRead, Token);
            status = next.StatusCode;
        }
        while (status == HttpStatusCode.ServiceUnavailable && !Token.IsCancellationRequested);
        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var response in open) response.Dispose();
    }

    [Fact]
    public async Task Open_streams_do_not_hold_up_the_end_of_the_server()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path, map: MapEndless);
        using var response = await server.Client.GetAsync("/api/endless/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        using var stream = await response.Content.ReadAsStreamAsync(Token);
        await server.Stop();
        var read = new MemoryStream();
        await stream.CopyToAsync(read, Token);
        Assert.Equal("begun", Encoding.ASCII.GetString(read.ToArray()));
    }

    private static void MapEndless(WebApplication app) => app.MapGet("/api/endless/stream", async (HttpContext context) =>
    {
        await context.Response.WriteAsync("begun", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });
}
