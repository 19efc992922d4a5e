using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Basin.App.Dashboard;
using Basin.App.Dashboard.Launching;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Basin.App.Tests.Dashboard;

/// <summary>The server in this process, at a port of its own, with a page of two files.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public static Dictionary<string, byte[]> Page { get; } = new()
    {
        ["index.html"] = Encoding.UTF8.GetBytes("""<html><meta name="basin-token" content="" /><script src="/assets/a-1.js"></script></html>"""),
        ["assets/a-1.js"] = Encoding.UTF8.GetBytes("export {};"),
    };

    public Uri Address { get; }

    public HttpClient Client { get; }

    public StartedRuns Started => _app.Services.GetRequiredService<StartedRuns>();

    public static async Task<RunningServer> Start(string root, Func<DashboardOptions, DashboardOptions>? with = null, Action<WebApplication>? map = null)
    {
        var options = new DashboardOptions { Root = root, Port = 0, Page = Page };
        var app = DashboardServer.Create(with is null ? options : with(options));
        map?.Invoke(app);
        await app.StartAsync();
        return new RunningServer(app);
    }

    public Task Stop() => _app.StopAsync();

    /// <summary>The token that stands in the page.</summary>
    public async Task<string> Token()
    {
        var page = await Client.GetStringAsync("/");
        return page.Split("content=\"")[1].Split('"')[0];
    }

    /// <summary>Posts as the page does.</summary>
    public async Task<HttpResponseMessage> Post(string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Basin-Token", await Token());
        return await Client.SendAsync(request);
    }

    /// <summary>Starts a run as the page does.</summary>
    public Task<HttpResponseMessage> Launch(params (string Name, string Value)[] options) =>
        Post("/api/runs", new { options = options.ToDictionary(option => option.Name, option => option.Value) });

    /// <summary>Sends bytes as they are, and reads what comes back until the server hangs up.</summary>
    /// <param name="bytes">A request, or something that looks less like one.</param>
    /// <param name="patience">How long the server may be silent before it is told that nothing more will come; null for ever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> Raw(byte[] bytes, TimeSpan? patience, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Address.Host, Address.Port, cancellationToken);
        var answer = new MemoryStream();
        try
        {
            await socket.SendAsync(bytes, cancellationToken);
            var buffer = new byte[16 * 1024];
            for (var isOver = false; ;)
            {
                var reading = socket.ReceiveAsync(buffer, cancellationToken).AsTask();
                if (!isOver && patience is { } silence && await Task.WhenAny(reading, Task.Delay(silence, cancellationToken)) != reading)
                {
                    socket.Shutdown(SocketShutdown.Send);
                    isOver = true;
                }

                if (await reading is not (> 0 and var count)) break;
                answer.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            // The server may hang up before it has read everything; what it said until then counts.
            return Encoding.Latin1.GetString(answer.ToArray());
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The same for one request in text, after which the server hangs up by itself.</summary>
    public Task<string> Raw(string request, CancellationToken cancellationToken) => Raw(Encoding.Latin1.GetBytes(request), null, cancellationToken);

    /// <summary>The sentence of a refusal.</summary>
    public static async Task<string> Error(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("error").GetString()!;
    }

    /// <summary>A text of the answer, such as the name of a run.</summary>
    public static async Task<string> Text(HttpResponseMessage response, string name)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty(name).GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
