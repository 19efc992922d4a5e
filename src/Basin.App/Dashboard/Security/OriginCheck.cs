using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Security;

/// <summary>Where a browser says which page asks, it must be a page of this server.</summary>
internal static class OriginCheck
{
    public static void Use(WebApplication app) => app.Use((context, next) => IsOwn(context.Request)
        ? next(context)
        : throw new RefusalException(StatusCodes.Status403Forbidden, "A page from elsewhere asks, and this server answers its own page only. Open it by the address that 'basin serve' printed."));

    /// <summary>Whether the request comes from no page, as by curl or a click, or from one of this very host and port.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (origin.Count == 1 && string.Equals(origin[0], $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase));
    }
}
