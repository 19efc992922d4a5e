using System.Collections.Immutable;
using Basin.Experiments.Catalogs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Answers;

/// <summary>Which runs there are, and what each came to.</summary>
internal sealed class RunEndpoints(ServedRuns runs, RunDoor door) : Endpoints
{
    public override void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", () => DashboardJson.Answer(new RunList([.. runs.List()])));
        api.MapGet("/runs/{id}", (string id) => door.Open(id, run => DashboardJson.Answer(RunDetails.Of(run, runs.RowOf(run)))));
    }
}

/// <summary>The answer to <c>/api/runs</c>.</summary>
/// <param name="Runs">The newest first.</param>
internal sealed record RunList(ImmutableArray<RunRow> Runs);
