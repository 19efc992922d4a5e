using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Basin.Experiments.Papers;

namespace Basin.Experiments.Catalogs;

/// <summary>The claims there are, and what reproductions below a folder found of them.</summary>
/// <param name="root">The folder; without it nothing was found.</param>
public sealed class ClaimCatalog(string root)
{
    private readonly RunTree _tree = new(root);

    /// <summary>Every paper with its claims, each with its newest result. A result that cannot be read counts as none.</summary>
    public ImmutableArray<PaperFindings> List()
    {
        var found = Found().ToLookup(result => (result.Paper, result.Claim));
        return [.. PaperListing.Of(PaperCatalog.All).Papers.Select(paper => new PaperFindings(
            paper.Paper, paper.Title, paper.Source, [.. paper.Claims.Select(claim => Of(paper.Paper, claim, Newest(found[(paper.Paper, claim.Id)])))]))];
    }

    /// <summary>A figure of the newest result of a claim.</summary>
    /// <param name="paper">As anybody may have made it up.</param>
    /// <param name="claim">The same.</param>
    /// <param name="file">Its name with <c>.svg</c> or <c>.json</c>.</param>
    /// <returns>Its path; null when there is no such figure.</returns>
    public string? Figure(string paper, string claim, string file) =>
        Newest(Found().Where(result => result.Paper == paper && result.Claim == claim)) is { } result
        && FiguresOf(result).Any(name => file == $"{name}.svg" || file == $"{name}.json")
            ? result.Folder.File("figures", $"{paper}-{claim}-{file}")
            : null;

    private static ClaimFindings Of(string paper, ClaimEntry claim, FoundClaim? result)
    {
        ImmutableArray<ClaimFigure> figures = result is null ? [] : [.. FiguresOf(result).Select(name => new ClaimFigure(name, $"/api/papers/{paper}/{claim.Id}/figures/{name}"))];
        return new ClaimFindings(claim.Id, claim.Statement, claim.Place, claim.Seeds, claim.Data, claim.Parameters, result?.Json(), figures);
    }

    // What could not be run for want of data tells less than what was run before.
    private static FoundClaim? Newest(IEnumerable<FoundClaim> results) =>
        results.OrderByDescending(result => result.WasRun).ThenByDescending(result => result.Finished).FirstOrDefault();

    private IEnumerable<FoundClaim> Found() =>
        from folder in _tree.Others()
        let listed = new ListedRun(folder.Id, folder.Path)
        from paper in PaperCatalog.All
        let path = listed.File($"{paper.Id}.json")
        where path is not null
        from claim in Read(path)
        select new FoundClaim(paper.Id, (string)claim["id"]!, listed, claim, File.GetLastWriteTimeUtc(path));

    private static JsonObject[] Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))?["claims"] is JsonArray claims
                ? [.. claims.OfType<JsonObject>().Where(claim => claim["id"]?.GetValueKind() == JsonValueKind.String)]
                : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return [];
        }
    }

    // Files are named PAPER-CLAIM-NAME, and one claim's name may begin with another's.
    private static ImmutableArray<string> FiguresOf(FoundClaim result)
    {
        if (result.Folder.File("figures") is not { } folder) return [];
        var prefix = $"{result.Paper}-{result.Claim}-";
        string[] longer = [.. PaperCatalog.All.First(paper => paper.Id == result.Paper).Claims.Select(claim => $"{result.Paper}-{claim.Id}-").Where(other => other.Length > prefix.Length)];
        return [.. Directory.EnumerateFiles(folder, $"{prefix}*.svg")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !longer.Any(other => name.StartsWith(other, StringComparison.Ordinal)))
            .Select(name => name[prefix.Length..])
            .Order(StringComparer.Ordinal)];
    }
}
