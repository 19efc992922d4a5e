using System.Collections.Immutable;
using System.Globalization;
using Basin.Experiments.Catalogs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Answers;

/// <summary>The series of a run up to now.</summary>
internal sealed class MetricsEndpoints(ServedRuns runs, RunDoor door) : Endpoints
{
    private const int UsualPoints = 2000;
    private const int FewestPoints = 2;
    private const int MostPoints = 100_000;

    public override void Map(IEndpointRouteBuilder api) => api.MapGet("/runs/{id}/metrics", (string id, string? points) =>
        int.TryParse(points ?? $"{UsualPoints}", CultureInfo.InvariantCulture, out var most) && most is >= FewestPoints and <= MostPoints
            ? door.Open(id, run => Answer(run, most))
            : throw new RefusalException(StatusCodes.Status400BadRequest, $"points: '{points}'; wanted a number from {FewestPoints} to {MostPoints}. Leave it out for {UsualPoints}."));

    private JsonHttpResult<MetricsAnswer> Answer(ListedRun run, int points)
    {
        var series = MetricsSeries.Read(runs.StateOf(run).Metrics, points: points)!;
        return DashboardJson.Answer(new MetricsAnswer(series.Offset, RunCatalog.StepsPerEpochOf(run), series.Unreadable, series.Series));
    }
}

/// <summary>The answer to <c>/api/runs/{id}/metrics</c>.</summary>
/// <param name="Offset">Bytes of the file that are in it; where a stream goes on.</param>
/// <param name="StepsPerEpoch">Steps counted as one epoch; null along a flow.</param>
/// <param name="Unreadable">Lines that could not be read.</param>
/// <param name="Series">By name.</param>
internal sealed record MetricsAnswer(long Offset, int? StepsPerEpoch, long Unreadable, ImmutableSortedDictionary<string, SeriesView> Series);
