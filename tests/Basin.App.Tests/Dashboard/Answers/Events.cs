using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Basin.App.Tests.Dashboard.Answers;

/// <summary>The events of a stream, read by the framework's own reader.</summary>
internal sealed class Events : IAsyncDisposable
{
    // A machine may be busy; a stream that says nothing for so long says nothing at all.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _giveUp;
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private Events(HttpResponseMessage response, Stream stream, CancellationTokenSource patience)
    {
        _response = response;
        _giveUp = patience;
        _items = SseParser.Create(stream).EnumerateAsync(patience.Token).GetAsyncEnumerator(patience.Token);
    }

    public static async Task<Events> Open(HttpClient client, string path, string? last)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new Events(response, await response.Content.ReadAsStreamAsync(patience.Token), patience);
    }

    /// <summary>The next event; null when the server has ended the stream.</summary>
    public async Task<(string Name, string? Id, JsonElement Data)?> Next() => await _items.MoveNextAsync()
        ? (_items.Current.EventType, _items.Current.EventId, JsonDocument.Parse(_items.Current.Data).RootElement)
        : null;

    /// <summary>The next event of this name, past all others.</summary>
    public async Task<(string Name, string? Id, JsonElement Data)> Next(string name)
    {
        while (true)
        {
            var next = await Next();
            Assert.True(next is not null, $"The stream ended before an event '{name}'.");
            if (next.Value.Name == name) return next.Value;
        }
    }

    /// <summary>All that comes until the server ends the stream.</summary>
    public async Task<List<(string Name, string? Id, JsonElement Data)>> Rest()
    {
        var all = new List<(string, string?, JsonElement)>();
        while (await Next() is { } next) all.Add(next);
        return all;
    }

    public ValueTask DisposeAsync()
    {
        // The connection is closed in the middle of the answer, as a browser does.
        _response.Dispose();
        _giveUp.Dispose();
        return ValueTask.CompletedTask;
    }
}
