using System.Net;

namespace Basin.App.Tests.Dashboard.Security;

/// <summary>Who is answered: by the Host, the Origin and the token of the request.</summary>
public sealed class VisitorTests
{
    [Theory]
    [InlineData("127.0.0.1:{0}", HttpStatusCode.OK)]
    [InlineData("localhost:{0}", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:{0}", HttpStatusCode.OK)]
    [InlineData("[::1]:{0}", HttpStatusCode.OK)]
    [InlineData("localhost:8080", HttpStatusCode.OK)] // A tunnel has a port of its own.
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("evil.example:{0}", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example:{0}", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.:{0}", HttpStatusCode.BadRequest)]
    [InlineData("192.168.1.5:{0}", HttpStatusCode.BadRequest)]
    [InlineData("0.0.0.0:{0}", HttpStatusCode.BadRequest)]
    public async Task A_host_that_is_not_this_machine_is_refused(string host, HttpStatusCode expected)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        foreach (var path in new[] { "/", "/api/info", "/api/stream" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = string.Format(null, host, server.Address.Port) } };
            using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (expected == HttpStatusCode.BadRequest) Assert.Contains("Open it by the address", await RunningServer.Error(response), StringComparison.Ordinal);
            Assert.Equal(expected == HttpStatusCode.BadRequest, response.StatusCode == HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task A_request_without_a_host_or_with_two_is_refused()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        foreach (var head in new[] { "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nConnection: close\r\nHost: [::]\r\n\r\n", "GET / HTTP/1.1\r\nConnection: close\r\nHost:\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "GET http://evil.example/ HTTP/1.1\r\nConnection: close\r\nHost: evil.example\r\n\r\n" })
            Assert.StartsWith("HTTP/1.1 400", await server.Raw(head, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("http://127.0.0.1:{0}", true)]
    [InlineData("https://127.0.0.1:{0}", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("http://localhost:{0}", false)] // Another origin to the browser, and so to us.
    [InlineData("http://evil.example", false)]
    [InlineData("http://127.0.0.1:{0}.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public async Task A_page_from_elsewhere_is_refused_even_with_the_token(string? origin, bool isAnswered)
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        var token = await server.Token();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/runs/none/stop"), (HttpMethod.Get, "/api/stream"), (HttpMethod.Get, "/api/info") })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("X-Basin-Token", token);
            if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", string.Format(null, origin, server.Address.Port));
            using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(isAnswered, response.StatusCode != HttpStatusCode.Forbidden);
            if (!isAnswered) Assert.Contains("A page from elsewhere asks", await RunningServer.Error(response), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_changes_something_needs_the_token_of_this_start()
    {
        using var folder = new Folder();
        string old;
        await using (var before = await RunningServer.Start(folder.Path)) old = await before.Token();
        await using var server = await RunningServer.Start(folder.Path);
        var token = await server.Token();
        Assert.True(token.Length >= 43, "256 bits were wanted.");
        Assert.NotEqual(old, token);
        foreach (var path in new[] { "/api/runs", "/api/runs/none/stop", "/api/runs/none/resume", "/api/nothing" })
        {
            foreach (var method in new[] { HttpMethod.Post, HttpMethod.Delete, HttpMethod.Put, HttpMethod.Patch })
            {
                foreach (var given in new[] { null, "", old, token[..^1], token + "a", token.ToLowerInvariant() })
                {
                    using var request = new HttpRequestMessage(method, path);
                    if (given is not null) request.Headers.TryAddWithoutValidation("X-Basin-Token", given);
                    using var response = await server.Client.SendAsync(request);
                    Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
                    Assert.Contains("X-Basin-Token", await RunningServer.Error(response), StringComparison.Ordinal);
                }
            }
        }

        using var answered = await server.Post("/api/runs/none/stop");
        Assert.Equal(HttpStatusCode.NotFound, answered.StatusCode);
    }
}
