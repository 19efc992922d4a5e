using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Basin.App.Dashboard;

/// <summary>The web server of the dashboard, on this machine only.</summary>
internal static class DashboardServer
{
    /// <summary>Puts the server together; it listens once it is started.</summary>
    public static WebApplication Create(DashboardOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var app = builder.Build();
        var api = app.MapGroup("/api");
        foreach (var endpoints in (Endpoints[])[new InfoEndpoints(options)]) endpoints.Map(api);
        app.MapGet("/{**path}", (string? path) => Page(path ?? "index.html"));
        return app;
    }

    // Every other address is one of the page's own, so that it can be linked to.
    private static IResult Page(string path) => EmbeddedPage.Files.TryGetValue(path, out var file)
        ? TypedResults.Bytes(file, ContentType(path))
        : TypedResults.Bytes(EmbeddedPage.Files["index.html"], ContentType("index.html"));

    private static string ContentType(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
