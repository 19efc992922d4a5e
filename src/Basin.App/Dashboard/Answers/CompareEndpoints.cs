using Basin.Experiments.Catalogs;
using Basin.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Answers;

/// <summary>Runs side by side, finished or not.</summary>
internal sealed class CompareEndpoints(ServedRuns runs, RunDoor door) : Endpoints
{
    private const int Most = 16;

    public override void Map(IEndpointRouteBuilder api) => api.MapGet("/compare", (string[] run) =>
    {
        if (run.Length is 0 or > Most) throw new RefusalException(StatusCodes.Status400BadRequest, $"{run.Length} runs; wanted 1 to {Most}, each as run=ID.");
        if (run.FirstOrDefault(id => door.Find(id) is null) is { } missing) throw RunDoor.Missing(missing);
        try
        {
            return DashboardJson.Answer(RunComparison.Of([.. run.Select(id => door.Find(id)!).Select(listed => (listed, runs.RowOf(listed)))]));
        }
        catch (BadInputException e)
        {
            throw new RefusalException(StatusCodes.Status422UnprocessableEntity, e.Message);
        }
    });
}
