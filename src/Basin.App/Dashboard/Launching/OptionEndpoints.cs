using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Launching;

/// <summary>What the form that starts a run needs.</summary>
internal sealed class OptionEndpoints(DashboardOptions options) : Endpoints
{
    public override void Map(IEndpointRouteBuilder api) => api.MapGet("/options", () => TypedResults.Ok(OptionRows.All(options.IsRemote)));
}
