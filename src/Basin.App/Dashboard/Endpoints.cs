using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard;

/// <summary>Some of what the server answers; a class a subject.</summary>
internal abstract class Endpoints
{
    /// <summary>Adds its routes.</summary>
    /// <param name="api">Everything below <c>/api</c>.</param>
    public abstract void Map(IEndpointRouteBuilder api);
}
