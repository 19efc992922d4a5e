using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard;

/// <summary>What this server is.</summary>
internal sealed class InfoEndpoints(DashboardOptions options) : Endpoints
{
    public override void Map(IEndpointRouteBuilder api) => api.MapGet("/info", () => TypedResults.Ok(new ServerInfo(
        typeof(InfoEndpoints).Assembly.GetName().Version!.ToString(3), Path.GetFullPath(options.Root), options.Page.Count > 0, Environment.ProcessorCount)));

    /// <summary>The answer to <c>/api/info</c>.</summary>
    internal sealed record ServerInfo(string Version, string Root, bool Page, int Processors);
}
