using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Security;

/// <summary>Requests must name this machine in <c>Host</c>.</summary>
/// <remarks>
/// Against DNS rebinding: a foreign page whose name was pointed at 127.0.0.1 is of the server's origin to the browser, but says its own
/// name here. Any port will do, so that a tunnel may have another; a browser never lets a page choose this header.
/// </remarks>
internal sealed class HostCheck(IPAddress address)
{
    public void Use(WebApplication app) => app.Use((context, next) => IsOwn(context.Request.Host)
        ? next(context)
        : throw new RefusalException(StatusCodes.Status400BadRequest, $"The request is for the host '{Short(context.Request.Host.Value)}', and this server is not it. Open it by the address that 'basin serve' printed."));

    /// <summary>Whether a name is one of this server's.</summary>
    public bool IsOwn(HostString host)
    {
        if (!host.HasValue) return false;
        var name = host.Host;
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (!IPAddress.TryParse(name.Trim('[', ']'), out var named))
            return IsAny && name.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);
        // A page cannot be rebound to a number: a number is where the request went.
        return named.Equals(address) || named.Equals(IPAddress.Loopback) || named.Equals(IPAddress.IPv6Loopback) || IsAny;
    }

    private bool IsAny => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static string? Short(string? name) => name is { Length: > 100 } ? name[..100] + "…" : name;
}
