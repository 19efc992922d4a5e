using System.Net;
using System.Text.Json;
using Basin.App.Dashboard;
using Basin.Experiments.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Basin.App.Tests.Dashboard.Answers;

/// <summary>A dashboard over a folder of its own, in this process.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    /// <summary>Streams that are open.</summary>
    public int Watchers => _app.Services.GetRequiredService<ServedRuns>().Watchers;

    public static async Task<Site> Start(string root, TimeProvider? time = null)
    {
        var app = DashboardServer.Create(new DashboardOptions { Root = root, Port = 0, Time = time ?? TimeProvider.System });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Site(app);
    }

    /// <summary>What the server answers, which must be good.</summary>
    public async Task<JsonElement> Get(string path)
    {
        using var response = await Client.GetAsync($"/api{path}", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Why the server refuses.</summary>
    public async Task<(HttpStatusCode Status, string Error)> Refusal(string path)
    {
        using var response = await Client.GetAsync($"/api{path}", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.False(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return (response.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("error").GetString()!);
    }

    /// <summary>Opens a stream.</summary>
    public Task<Events> Follow(string path, string? last = null) => Events.Open(Client, $"/api{path}", last);

    /// <summary>Ends when no stream is open any more.</summary>
    public Task UntilNobodyWatches() => Eventually.Holds(() => Watchers == 0);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    /// <summary>The record of a run, to make folders of.</summary>
    public static RunRecord Record { get; } = new()
    {
        Command = "basin train",
        Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Settings = new TrainSettings { Epochs = null, Steps = 1000 },
        Data = [new DataFile("train", "synth/train", "made by code", 320, "none", "00ff")],
        Versions = new RunVersions("0.1.0", ".NET 10", "Linux", "X64"),
    };
}
