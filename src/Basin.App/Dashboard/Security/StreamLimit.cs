using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Security;

/// <summary>Streams stay open as long as somebody looks: so many at once, and none beyond the end of the server.</summary>
internal sealed class StreamLimit(int most)
{
    private int _open;

    public void Use(WebApplication app) => app.Use(async (context, next) =>
    {
        if (!IsStream(context.Request.Path))
        {
            await next(context);
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping);
        try
        {
            if (Interlocked.Increment(ref _open) > most)
                throw new RefusalException(StatusCodes.Status503ServiceUnavailable, $"{most} streams are open already, and no more are served at once. Close pages that show runs.") { RetryAfter = 5 };
            context.RequestAborted = ending.Token;
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    });

    private static bool IsStream(PathString path) =>
        path.StartsWithSegments("/api") && path.Value!.TrimEnd('/').EndsWith("/stream", StringComparison.OrdinalIgnoreCase);
}
