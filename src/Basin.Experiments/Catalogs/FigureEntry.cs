using System.Collections.Immutable;
using System.Text.Json;

namespace Basin.Experiments.Catalogs;

/// <summary>A figure in a run's folder.</summary>
/// <param name="Name">Its file's name without the ending.</param>
/// <param name="Section">The heading it stands under.</param>
/// <param name="Description">What it shows, in words.</param>
public sealed record FigureEntry(string Name, string Section, string Description)
{
    private const string Elsewhere = "Further figures";

    // In the order of the report.
    private static readonly ImmutableArray<(string Name, string Section)> _sections =
    [
        ("rounds", "Rounds"),
        ("training", "Training"),
        ("sharpness", "Training"),
        ("spectrum", "Where it landed"),
        ("layers", "Where it landed"),
        ("noise", "Noise against curvature"),
        ("stability", "What SGD does here"),
        ("terms", "What SGD does here"),
        ("instruments", "Along training"),
    ];

    /// <summary>Those that the run has, in the order of the report. One that cannot be read is left out.</summary>
    public static ImmutableArray<FigureEntry> Of(ListedRun run)
    {
        if (run.File("figures") is not { } folder) return [];
        var names = Directory.EnumerateFiles(folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path));
        return [.. names.OrderBy(Place).ThenBy(name => name, StringComparer.Ordinal).Select(name => Read(run, name)).OfType<FigureEntry>()];
    }

    private static int Place(string name) => _sections.TakeWhile(entry => entry.Name != name).Count();

    private static FigureEntry? Read(ListedRun run, string name)
    {
        if (run.File("figures", $"{name}.json") is not { } path || run.File("figures", $"{name}.svg") is null) return null;
        try
        {
            using var stream = File.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            var section = _sections.FirstOrDefault(entry => entry.Name == name).Section ?? Elsewhere;
            return new FigureEntry(name, section, json.RootElement.GetProperty("description").GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or IOException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
