using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Basin.App.Dashboard.Streams;

/// <summary>An answer that goes on until the reader leaves: server-sent events, with a comment now and then so that both ends know of each other.</summary>
/// <remarks>The framework's own result for such events writes no comments, and would let a queue grow behind a slow reader.</remarks>
/// <param name="time">The clock.</param>
internal abstract class EventStream(TimeProvider time) : IResult
{
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var left = httpContext.RequestAborted;
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            using var timer = new PeriodicTimer(_beat, time);
            var events = new EventWriter(httpContext.Response.BodyWriter, timer);
            await events.Comment(left);
            await Tell(events, left);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left, or the server ends: the answer is over either way.
            return;
        }
    }

    /// <summary>Tells what there is to tell; returning ends the stream.</summary>
    protected abstract Task Tell(EventWriter events, CancellationToken cancellationToken);
}
