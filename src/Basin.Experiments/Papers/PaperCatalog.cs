using System.Collections.Immutable;
using Basin.Models;

namespace Basin.Experiments.Papers;

/// <summary>The papers there are: every class of this assembly that derives from <see cref="Paper"/>.</summary>
public static class PaperCatalog
{
    /// <summary>All of them, by identifier.</summary>
    public static ImmutableArray<Paper> All { get; } =
    [
        .. typeof(Paper).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Paper)) && !type.IsAbstract)
            .Select(type => (Paper)Activator.CreateInstance(type)!)
            .OrderBy(paper => paper.Id, StringComparer.Ordinal),
    ];

    /// <summary>The claims that <c>PAPER</c> or <c>PAPER/CLAIM</c> names; all of them for null.</summary>
    /// <exception cref="BadInputException">There is no such paper or claim.</exception>
    public static ImmutableArray<(Paper Paper, ImmutableArray<Claim> Claims)> Find(string? target)
    {
        if (target is null) return [.. All.Select(paper => (paper, paper.Claims))];
        var parts = target.Split('/', 2);
        var paper = All.FirstOrDefault(paper => paper.Id == parts[0])
            ?? throw BadInputException.At(target, $"no paper '{parts[0]}'", $"one of {string.Join(", ", All.Select(paper => paper.Id))}", "'basin reproduce' lists them.");
        if (parts.Length == 1) return [(paper, paper.Claims)];
        var claim = paper.Claims.FirstOrDefault(claim => claim.Id == parts[1])
            ?? throw BadInputException.At(target, $"no claim '{parts[1]}'", $"one of {string.Join(", ", paper.Claims.Select(claim => claim.Id))}", $"'basin reproduce {paper.Id} --help' describes them.");
        return [(paper, [claim])];
    }
}
