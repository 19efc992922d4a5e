using System.Text.Json;
using Basin.Experiments.Catalogs;
using Basin.Experiments.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Launching;

/// <summary>Starting runs, stopping them, going on with them.</summary>
internal sealed class LaunchEndpoints(DashboardOptions options, StartedRuns started, RunDoor door) : Endpoints
{
    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };
    private readonly TrainArguments _arguments = new(options, id => door.Find(id)?.Path);

    public override void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/runs", Start);
        api.MapPost("/runs/{id}/stop", Stop);
        api.MapPost("/runs/{id}/resume", Resume);
    }

    private async Task<Created<StartedRun>> Start(HttpRequest request)
    {
        var wanted = await Read(request);
        var id = await started.Start(_arguments.Of(wanted.Options), request.HttpContext.RequestAborted);
        return TypedResults.Created($"/api/runs/{Uri.EscapeDataString(id)}", new StartedRun(id));
    }

    private Accepted<StartedRun> Stop(string id)
    {
        var run = Find(id);
        return started.Stop(run.Id)
            ? TypedResults.Accepted((string?)null, new StartedRun(run.Id))
            : throw new RefusalException(StatusCodes.Status409Conflict, $"The run '{run.Id}' is not going on, or was not started from this page: then it can be stopped where it was started, by Ctrl-C.");
    }

    private async Task<Accepted<StartedRun>> Resume(string id, CancellationToken cancellationToken)
    {
        var run = Find(id);
        // A run lets go of its folder, and is shown as interrupted, a moment before its process has ended.
        if (!RunLock.IsHeld(run.Path)) await started.Ended(run.Id).WaitAsync(cancellationToken);
        if (started.IsMine(run.Id)) throw new RefusalException(StatusCodes.Status409Conflict, $"The run '{run.Id}' is going on already.");
        if (RunFolder.ReadSummary(run.Path) is not null) throw new RefusalException(StatusCodes.Status409Conflict, $"The run '{run.Id}' is finished: there is nothing to go on with.");
        return TypedResults.Accepted((string?)null, new StartedRun(await started.Start(TrainArguments.ToResume(run.Path), cancellationToken)));
    }

    private ListedRun Find(string id) => door.Find(id)
        ?? throw new RefusalException(StatusCodes.Status404NotFound, "There is no such run below the folder that is served. The list of runs has those that are; one may have been moved or removed.");

    private static async Task<Wanted> Read(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Wanted>(request.Body, _strict, request.HttpContext.RequestAborted) ?? throw new JsonException("it is null.");
        }
        catch (JsonException e)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, $"The body of the request cannot be read ({e.Message.TrimEnd('.')}); wanted an object as {{\"options\": {{\"--lr\": \"0.1\"}}}}.");
        }
    }

    /// <summary>What the page asks for: options of <c>train</c> and their values, as in a terminal.</summary>
    internal sealed record Wanted
    {
        public required IReadOnlyDictionary<string, string> Options { get; init; }
    }

    /// <summary>The answer: which run it is.</summary>
    internal sealed record StartedRun(string Id);
}
