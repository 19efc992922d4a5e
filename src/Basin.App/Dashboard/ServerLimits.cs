using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Basin.App.Dashboard;

/// <summary>What one visitor can make the server spend.</summary>
internal static class ServerLimits
{
    /// <summary>Bytes of a request's body: settings of a run fit many times over.</summary>
    public const int BodyBytes = 64 * 1024;

    /// <summary>Connections at once: all streams, and as many requests again.</summary>
    private const int Connections = 256;

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.MaxRequestBodySize = BodyBytes;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
