using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Streams;

/// <summary>Runs as they go on: the list of them, and each.</summary>
internal sealed class StreamEndpoints(ServedRuns runs, RunDoor door) : Endpoints
{
    public override void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/stream", () => new ListStream(runs));
        api.MapGet("/runs/{id}/stream", (string id, string? from, HttpRequest request) =>
        {
            // Whoever comes back says what came last.
            var begin = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : from ?? "0";
            return long.TryParse(begin, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                ? door.Open(id, run => new RunStream(runs, run, offset))
                : throw new RefusalException(StatusCodes.Status400BadRequest, $"from: '{begin}'; wanted the offset that the metrics or an event ended with, a whole number. Leave it out to begin with the first line.");
        });
    }
}
