using Basin.App.Dashboard.Answers;
using Basin.App.Dashboard.Launching;
using Basin.App.Dashboard.Security;
using Basin.App.Dashboard.Streams;
using Basin.Experiments.Catalogs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Basin.App.Dashboard;

/// <summary>The web server of the dashboard.</summary>
internal static class DashboardServer
{
    /// <summary>Puts the server together; it listens once it is started.</summary>
    /// <param name="options">What to serve, where, to whom.</param>
    /// <param name="log">Where failures of the server itself are written; null for nowhere.</param>
    public static WebApplication Create(DashboardOptions options, TextWriter? log = null)
    {
        options.Require();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            ServerLimits.Apply(kestrel);
            kestrel.Listen(options.Address, options.Port);
        });
        builder.Services.AddSingleton(_ => new StartedRuns(options));
        builder.Services.AddSingleton(services => new ServedRuns(new RunCatalog(options.Root), services.GetRequiredService<StartedRuns>(), options.Time));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        var token = new PageToken();
        Guard(app, options, token, log ?? TextWriter.Null);
        new PageAnswers(options.Page, token).Use(app);
        app.UseRouting();
        var started = app.Services.GetRequiredService<StartedRuns>();
        var runs = app.Services.GetRequiredService<ServedRuns>();
        var door = new RunDoor(runs);
        var api = app.MapGroup("/api");
        Endpoints[] answers =
        [
            new InfoEndpoints(options),
            new LaunchEndpoints(options, started, door),
            new OptionEndpoints(options),
            new RunEndpoints(runs, door),
            new MetricsEndpoints(runs, door),
            new StreamEndpoints(runs, door),
            new FigureEndpoints(door),
            new CompareEndpoints(runs, door),
            new PaperEndpoints(new ClaimCatalog(options.Root)),
        ];
        foreach (var endpoints in answers) endpoints.Map(api);
        return app;
    }

    // In the order in which they meet a request: nothing is told to whom the server does not know.
    private static void Guard(WebApplication app, DashboardOptions options, PageToken token, TextWriter log)
    {
        SecurityHeaders.Use(app);
        ErrorAnswers.Use(app, log);
        new HostCheck(options.Address).Use(app);
        if (options.Token is { } known) new AccessToken(known).Use(app);
        OriginCheck.Use(app);
        token.Use(app);
        new StreamLimit(options.MostStreams).Use(app);
    }
}
