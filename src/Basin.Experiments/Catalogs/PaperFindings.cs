using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Basin.Experiments.Papers;

namespace Basin.Experiments.Catalogs;

/// <summary>A paper, and what was found of its claims.</summary>
/// <param name="Paper">Its identifier.</param>
/// <param name="Title">Its title.</param>
/// <param name="Source">Where it appeared.</param>
/// <param name="Claims">Its claims.</param>
public sealed record PaperFindings(string Paper, string Title, string Source, ImmutableArray<ClaimFindings> Claims);

/// <summary>A claim, and what the newest reproduction found.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Place">Where the paper says it.</param>
/// <param name="Seeds">Seeds averaged over by default.</param>
/// <param name="Data">The data set it needs; null for none.</param>
/// <param name="Parameters">What can be set.</param>
/// <param name="Result">The claim as the reproduction's file has it, with the <c>folder</c> below the root and when it was <c>finished</c>; null when it was not run.</param>
/// <param name="Figures">What was drawn.</param>
public sealed record ClaimFindings(
    string Id, string Statement, string Place, int Seeds, string? Data, ImmutableArray<ClaimParameter> Parameters, JsonObject? Result, ImmutableArray<ClaimFigure> Figures);

/// <summary>A figure of a claim.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where the server has it, without the ending: <c>.svg</c> or <c>.json</c>.</param>
public sealed record ClaimFigure(string Name, string Url);
