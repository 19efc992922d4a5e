using System.Net;
using System.Text;

namespace Basin.App.Tests.Dashboard.Security;

/// <summary>Whatever bytes arrive, the server refuses or answers, and lives on.</summary>
public sealed class FuzzTests
{
    private const int Requests = 3000;
    private const int Together = 100;
    private static readonly string[] _methods = ["GET", "POST", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PRI", "get", "", "G\0T"];

    private static readonly string[] _paths =
    [
        "/", "/api/info", "/api/options", "/api/runs", "/api/runs/x/stop", "/api/runs/%2e%2e%2f%2e%2e/resume", "/api/runs/..%2F..%2Fetc/resume", "/api/runs/%00/stop", "/api/runs/%/stop",
        "/api/runs/%ff%fe/resume", "/api/runs/a%5cb/resume", "/assets/a-1.js", "//", "/?token=%00", "*", "http://localhost/", "/\u00e9", "/api/../api/info", "/" + "a/",
    ];

    private static readonly string[] _headers =
    [
        "Host: localhost", "Host: evil", "Origin: null", "Origin: http://localhost", "X-Basin-Token: {0}", "X-Basin-Token: x", "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999",
        "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Expect: 100-continue", "Connection: Upgrade", "Upgrade: websocket", "Cookie: basin-access=\u00ff", "Authorization: Bearer", "Range: bytes=0-", "Bad", ": x", "A\0: b",
        "Content-Type: application/json", "Last-Event-ID: x",
    ];

    private static readonly string[] _bodies =
        ["", "{}", "null", "[]", "{\"options\":null}", "{\"options\":{}", "{\"options\":{\"--lr\":null}}", "{\"options\":{\"--lr\":1}}", "{\"options\":{\"--out\":\"/\"}}", "{\"options\":{\"\":\"\"}}", "{\"options\":[]}", "5\r\n{\"opt\r\n0\r\n\r\n", "ffffffffff\r\nx"];

    [Fact]
    public async Task No_bytes_bring_the_server_down()
    {
        using var folder = new Folder();
        await using var server = await RunningServer.Start(folder.Path);
        var token = await server.Token();
        var random = new Random(7);
        for (var begun = 0; begun < Requests; begun += Together)
        {
            var requests = Enumerable.Range(0, Together).Select(_ => Request(random, token)).ToArray();
            var answers = await Task.WhenAll(requests.Select(request => server.Raw(request, TimeSpan.FromMilliseconds(30), TestContext.Current.CancellationToken)));
            for (var i = 0; i < answers.Length; i++) Assert.False(IsFailure(answers[i]), $"{Encoding.Latin1.GetString(requests[i])}\n→ {answers[i]}");
        }

        using var response = await server.Client.GetAsync("/api/info", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(server.Started.Living);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    // A version of HTTP that does not exist is refused with 505, as it should be.
    private static bool IsFailure(string answer) => answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && !answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal);

    private static byte[] Request(Random random, string token)
    {
        var text = new StringBuilder($"{Pick(_methods)} {Pick(_paths)} HTTP/1.{random.Next(3)}\r\n");
        if (random.Next(4) > 0) text.Append("Host: localhost\r\n");
        if (random.Next(3) > 0) text.Append(null, $"X-Basin-Token: {token}\r\n");
        for (var i = random.Next(4); i > 0; i--) text.AppendFormat(null, Pick(_headers), token).Append("\r\n");
        var body = Pick(_bodies);
        if (random.Next(2) > 0) text.Append(null, $"Content-Length: {body.Length}\r\n");
        var bytes = Encoding.Latin1.GetBytes(text.Append("\r\n").Append(body).ToString());
        if (random.Next(3) == 0)
        {
            for (var i = random.Next(1, 4); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
