using System.Collections.Immutable;
using System.Diagnostics;
using Basin.Experiments.Runs;
using Basin.Models;
using Basin.Models.Data;

namespace Basin.Experiments.Papers;

/// <summary>Runs claims and saves what came out.</summary>
public static class ReproduceJob
{
    /// <summary>Runs the claims that the options name, in the order of the papers.</summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="progress">Who waits.</param>
    /// <param name="disk">Where results go; null for this machine's.</param>
    /// <param name="cancellationToken">Ends the run; the claims before are saved.</param>
    /// <exception cref="BadInputException">There is no such paper, claim or parameter, or the folder cannot be used.</exception>
    public static Reproduction Run(ReproduceOptions options, IProgress<RunProgress>? progress = null, Disk? disk = null, CancellationToken cancellationToken = default)
    {
        var chosen = PaperCatalog.Find(options.Target);
        RequireKnown(options, [.. chosen.SelectMany(entry => entry.Claims)]);
        var folder = ReproductionFolder.Create(options, disk ?? Disk.Local);
        var start = Stopwatch.GetTimestamp();
        ImmutableArray<PaperResult> papers = [];
        foreach (var (paper, claims) in chosen)
        {
            var shared = new SharedResults();
            ImmutableArray<ClaimResult> results = [];
            foreach (var claim in claims)
            {
                results = results.Add(Run(paper, claim, options, shared, progress, cancellationToken));
                folder.Save(paper, results[^1]);
            }

            papers = papers.Add(new PaperResult(paper.Id, results));
        }

        var passed = papers.All(paper => paper.Claims.All(claim => claim.Passed != false));
        var reproduction = new Reproduction(papers, passed, Stopwatch.GetElapsedTime(start).TotalSeconds, folder.Path) { Report = folder.Report };
        folder.Save(reproduction, options.Command);
        return reproduction;
    }

    private static ClaimResult Run(Paper paper, Claim claim, ReproduceOptions options, SharedResults shared, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var values = claim.Parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name,
            parameter => options.Values.TryGetValue(parameter.Name, out var value) ? value : (options.IsQuick ? parameter.Quick : null) ?? parameter.Default);
        var name = $"{paper.Id}/{claim.Id}";
        var context = new ClaimContext(claim, name, values, options, shared, progress, cancellationToken);
        var result = new ClaimResult { Id = claim.Id, Statement = claim.Statement, Place = claim.Place, Settings = values, Seeds = context.Seeds, Passed = null, Seconds = 0 };
        if (claim.Data is { } data && !IsHere(data))
            return result with { Note = $"Not run: the data set '{data}' is not on this machine; 'basin data list' says where it is looked for." };
        context.Report(0, 1);
        var start = Stopwatch.GetTimestamp();
        var outcome = claim.Run(context);
        var headline = outcome.Checks[0];
        return result with
        {
            What = headline.What,
            Measured = headline.Measured,
            StandardError = headline.StandardError,
            Expected = headline.Expected,
            Source = headline.Source,
            Passed = outcome.Checks.All(check => check.Passed),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Checks = outcome.Checks,
            Figures = outcome.Figures,
            Note = Note(outcome, claim, values),
        };
    }

    private static string? Note(ClaimOutcome outcome, Claim claim, ImmutableSortedDictionary<string, double> values)
    {
        var isChanged = claim.Parameters.Any(parameter => values[parameter.Name] != parameter.Default && values[parameter.Name] != parameter.Quick);
        return isChanged && outcome.Checks.Any(check => check.Source == BandSource.Measurement)
            ? $"{outcome.Note} Bands that were measured are those of the default settings.".TrimStart()
            : outcome.Note;
    }

    private static bool IsHere(string data) => DataCatalog.List().Any(entry => entry.Name == data && entry.IsPresent);

    private static void RequireKnown(ReproduceOptions options, ImmutableArray<Claim> claims)
    {
        foreach (var (name, value) in options.Values)
        {
            var parameters = claims.SelectMany(claim => claim.Parameters).Where(parameter => parameter.Name == name).ToArray();
            if (parameters.Length == 0)
                throw BadInputException.At($"--set {name}", "no claim that is run has such a parameter", $"one of {string.Join(", ", claims.SelectMany(claim => claim.Parameters).Select(parameter => parameter.Name).Distinct().Order())}", "'basin reproduce PAPER --help' describes them.");
            foreach (var parameter in parameters) parameter.Check(value);
        }
    }
}
