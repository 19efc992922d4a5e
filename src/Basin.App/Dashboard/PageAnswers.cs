using System.Text;
using Basin.App.Dashboard.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard;

/// <summary>The page: its files by name, and itself at every other address, so that each view can be linked to.</summary>
internal sealed class PageAnswers
{
    private const string Start = "index.html";
    private const string Place = "<meta name=\"basin-token\" content=\"";
    private const string Hashed = "assets/";
    private readonly IReadOnlyDictionary<string, byte[]> _files;

    /// <summary>Takes the files, and writes the token into the one that starts the page.</summary>
    public PageAnswers(IReadOnlyDictionary<string, byte[]> files, PageToken token) => _files = files.TryGetValue(Start, out var start)
        ? new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [Start] = WithToken(start, token) }
        : files;

    /// <summary>Answers whatever does not lie below <c>/api</c>.</summary>
    public void Use(WebApplication app) => app.Use((context, next) => context.Request.Path.StartsWithSegments("/api") ? next(context) : Answer(context));

    private Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.Headers.Allow = "GET, HEAD";
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        var path = request.Path.Value!.TrimStart('/');
        var isHashed = path.StartsWith(Hashed, StringComparison.Ordinal);
        if (!_files.ContainsKey(path) && !isHashed) path = Start;
        if (!_files.TryGetValue(path, out var file))
            throw new RefusalException(StatusCodes.Status404NotFound, _files.Count == 0 ? "The page is not in this build of the tool; only /api answers." : "The page has no such file; it may be of another version. Load the page again.");
        if (isHashed) response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.ContentType = ContentType(path);
        response.ContentLength = file.Length;
        return response.Body.WriteAsync(file, context.RequestAborted).AsTask();
    }

    private static byte[] WithToken(byte[] start, PageToken token)
    {
        var html = Encoding.UTF8.GetString(start);
        return html.Contains(Place, StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(html.Replace(Place, $"{Place}{token.Text}", StringComparison.Ordinal))
            : throw new InvalidOperationException($"{Start} has no '{Place}' for the token.");
    }

    private static string ContentType(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".webmanifest" => "application/manifest+json",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
