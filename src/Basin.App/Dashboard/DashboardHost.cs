using System.Net;
using System.Net.Sockets;
using Basin.App.Dashboard.Launching;
using Basin.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Basin.App.Dashboard;

/// <summary>The server while it listens.</summary>
internal sealed class DashboardHost : IDisposable
{
    private readonly WebApplication _app;

    private DashboardHost(WebApplication app, DashboardOptions options)
    {
        _app = app;
        Root = Path.GetFullPath(options.Root);
        var port = new Uri(app.Urls.Single()).Port;
        Url = $"http://{Name(options.Address)}:{port}/{(options.Token is { } token ? $"?token={token}" : "")}";
    }

    /// <summary>What to open in a browser.</summary>
    public string Url { get; }

    /// <summary>The folder of the runs, in full.</summary>
    public string Root { get; }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="BadInputException">The address or the port cannot be had.</exception>
    public static DashboardHost Start(DashboardOptions options, TextWriter log, CancellationToken cancellationToken)
    {
        var app = DashboardServer.Create(options, log);
        try
        {
            app.StartAsync(cancellationToken).GetAwaiter().GetResult();
            return new DashboardHost(app, options);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            ((IDisposable)app).Dispose();
            throw Refusal(options, e);
        }
    }

    /// <summary>Ends every stream and lets nobody in any more.</summary>
    /// <returns>The runs that were started here and go on: each is a process of its own.</returns>
    public IReadOnlyCollection<string> Stop()
    {
        _app.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        return _app.Services.GetRequiredService<StartedRuns>().Living;
    }

    public void Dispose() => ((IDisposable)_app).Dispose();

    private static BadInputException Refusal(DashboardOptions options, Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is not SocketException socket) continue;
            return socket.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => BadInputException.At($"--port {options.Port}", "the port is in use, perhaps by another 'basin serve'", "a port that is free", "Give another by --port, or 0 for any that is free.", e),
                SocketError.AccessDenied => BadInputException.At($"--port {options.Port}", "the system keeps the port for itself", "a port from 1024 on", "Give another by --port.", e),
                SocketError.AddressNotAvailable => BadInputException.At($"--address {options.Address}", "no network interface of this machine has it", "an address of this machine", "Give another by --address, or 0.0.0.0 for all of them.", e),
                _ => BadInputException.At($"--address {options.Address} --port {options.Port}", socket.Message, "an address and a port to listen at", "Give others by --address and --port.", e),
            };
        }

        return BadInputException.At($"--port {options.Port}", e.Message.TrimEnd('.'), "a port that is free", "Give another by --port, or 0 for any that is free.", e);
    }

    // All interfaces are no place to go to.
    private static string Name(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
