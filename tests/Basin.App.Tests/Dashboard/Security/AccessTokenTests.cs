using System.Net;
using Basin.App.Dashboard;
using Basin.Models;

namespace Basin.App.Tests.Dashboard.Security;

/// <summary>With <c>--token</c> nobody is answered who does not know it.</summary>
public sealed class AccessTokenTests
{
    private const string Known = "0123456789abcdefABCDEF";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", null, null)]
    [InlineData("/api/info", null, null)]
    [InlineData("/assets/a-1.js", null, null)]
    [InlineData("/api/runs/x/stream", null, null)]
    [InlineData("/?token=", null, null)]
    [InlineData("/?token=0123456789abcdefABCDEf", null, null)]
    [InlineData("/?token=0123456789abcdefABCDEF&token=x", null, null)]
    [InlineData("/api/info", "Bearer", null)]
    [InlineData("/api/info", "Bearer ", null)]
    [InlineData("/api/info", "Bearer 0123456789abcdefABCDEF0", null)]
    [InlineData("/api/info", "Basic 0123456789abcdefABCDEF", null)]
    [InlineData("/api/info", null, "basin-access=0123456789abcdefABCDEF")]
    [InlineData("/api/info", null, "basin-access=")]
    public async Task Whoever_does_not_know_the_token_is_told_nothing(string path, string? authorization, string? cookie)
    {
        using var folder = new Folder();
        await using var server = await Start(folder);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await server.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Contains("Open it with ?token=", await RunningServer.Error(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_in_a_header_opens_everything()
    {
        using var folder = new Folder();
        await using var server = await Start(folder);
        server.Client.DefaultRequestHeaders.Add("Authorization", $"Bearer {Known}");
        foreach (var path in new[] { "/", "/api/info", "/assets/a-1.js" })
        {
            using var response = await server.Client.GetAsync(path, Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using var posted = await server.Post("/api/runs/none/stop");
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/api/runs/none/stop");
        using var refused = await server.Client.SendAsync(foreign, Token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("/", "", "/")]
    [InlineData("/runs/a%2Fb", "&x=1", "/runs/a%2Fb?x=1")]
    [InlineData("//evil.example/", "", "/evil.example/")]
    [InlineData("/%5Cevil.example", "", "/%5Cevil.example")]
    public async Task The_first_address_gives_a_cookie_that_opens_the_rest_also_after_a_restart(string path, string rest, string location)
    {
        using var folder = new Folder();
        string cookie;
        await using (var server = await Start(folder))
        {
            var answer = await server.Raw($"GET {path}?token={Known}{rest} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", Token);
            Assert.StartsWith("HTTP/1.1 303 ", answer, StringComparison.Ordinal);
            Assert.Contains($"\r\nLocation: {location}\r\n", answer, StringComparison.Ordinal);
            cookie = answer.Split("\r\nSet-Cookie: ")[1].Split("\r\n")[0];
        }

        Assert.EndsWith("; path=/; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(Known, cookie, StringComparison.Ordinal);
        await using var restarted = await Start(folder);
        restarted.Client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var response = await restarted.Client.GetAsync("/api/info", Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef&x")]
    [InlineData("0123456789abcdeé")]
    public void A_token_that_can_be_guessed_or_does_not_fit_an_address_is_refused(string token) =>
        Assert.Contains("wanted at least 16 letters and digits", Assert.Throws<BadInputException>(() => new DashboardOptions { Token = token }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.2", true)]
    [InlineData("::1", true)]
    public void An_address_that_others_can_reach_needs_a_token(string address, bool isOwn)
    {
        var options = new DashboardOptions { Address = IPAddress.Parse(address) };
        if (isOwn) options.Require();
        else Assert.Contains("which other machines can reach; wanted a token", Assert.Throws<BadInputException>(options.Require).Message, StringComparison.Ordinal);
        (options with { Token = Known }).Require();
    }

    private static Task<RunningServer> Start(Folder folder) => RunningServer.Start(folder.Path, options => options with { Token = Known });
}
