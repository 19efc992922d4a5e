using Basin.Experiments.Catalogs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Answers;

/// <summary>The figures and the report of a run, as they lie in its folder.</summary>
internal sealed class FigureEndpoints(RunDoor door) : Endpoints
{
    public override void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{id}/figures/{file}", (string id, string file) => door.Open(id, run => Figure(run, file)));
        api.MapGet("/runs/{id}/report", (string id) => door.Open(id, run => run.File("report.html") is { } path
            ? TypedResults.PhysicalFile(path, "text/html; charset=utf-8")
            : throw new RefusalException(StatusCodes.Status404NotFound, $"{run.Id} has no report yet: it is written when the run is done.")));
    }

    /// <summary>A figure's file as an answer; null for what is none.</summary>
    public static IResult? File(string? path) => path is null ? null : Path.GetExtension(path) switch
    {
        ".svg" => TypedResults.PhysicalFile(path, "image/svg+xml"),
        ".json" => TypedResults.PhysicalFile(path, "application/json"),
        _ => null,
    };

    private static IResult Figure(ListedRun run, string file)
    {
        var names = FigureEntry.Of(run).Select(figure => figure.Name).ToArray();
        return (names.Any(name => file == $"{name}.svg" || file == $"{name}.json") ? File(run.File("figures", file)) : null)
            ?? throw new RefusalException(StatusCodes.Status404NotFound, $"{run.Id} has no figure '{file}'. It has {(names.Length == 0 ? "none yet: they are drawn when the run is done" : string.Join(", ", names) + ", each as .svg and .json")}.");
    }
}
