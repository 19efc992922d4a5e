using System.Collections.Immutable;

namespace Basin.Experiments.Papers;

/// <summary>The papers and their claims, as JSON lists them.</summary>
/// <param name="Papers">By identifier.</param>
public sealed record PaperListing(ImmutableArray<PaperEntry> Papers)
{
    /// <summary>What is known of <paramref name="papers"/> without running anything.</summary>
    public static PaperListing Of(ImmutableArray<Paper> papers) =>
        new([.. papers.Select(paper => new PaperEntry(paper.Id, paper.Title, paper.Source, [.. paper.Claims.Select(claim => new ClaimEntry(claim.Id, claim.Statement, claim.Place, claim.Seeds.Full, claim.Data, claim.Parameters))]))]);
}

/// <summary>A paper in the list.</summary>
/// <param name="Paper">Its identifier.</param>
/// <param name="Title">Its title.</param>
/// <param name="Source">Where it appeared.</param>
/// <param name="Claims">Its claims.</param>
public sealed record PaperEntry(string Paper, string Title, string Source, ImmutableArray<ClaimEntry> Claims);

/// <summary>A claim in the list.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Place">Where the paper says it.</param>
/// <param name="Seeds">Seeds averaged over.</param>
/// <param name="Data">The data set it needs; null for none.</param>
/// <param name="Parameters">What can be set.</param>
public sealed record ClaimEntry(string Id, string Statement, string Place, int Seeds, string? Data, ImmutableArray<ClaimParameter> Parameters);
