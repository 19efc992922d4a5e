using System.Collections.Immutable;
using Basin.Experiments.Catalogs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Basin.App.Dashboard.Answers;

/// <summary>The papers' claims, and what reproductions below the root found.</summary>
internal sealed class PaperEndpoints(ClaimCatalog claims) : Endpoints
{
    public override void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/papers", () => DashboardJson.Answer(new PaperList(claims.List())));
        api.MapGet("/papers/{paper}/{claim}/figures/{file}", (string paper, string claim, string file) =>
            FigureEndpoints.File(claims.Figure(paper, claim, file))
            ?? throw new RefusalException(StatusCodes.Status404NotFound, $"No reproduction below the folder that is served has a figure '{file}' of {paper}/{claim}. The list of papers has those that are; 'basin reproduce {paper}/{claim}' draws them."));
    }
}

/// <summary>The answer to <c>/api/papers</c>.</summary>
/// <param name="Papers">By identifier.</param>
internal sealed record PaperList(ImmutableArray<PaperFindings> Papers);
