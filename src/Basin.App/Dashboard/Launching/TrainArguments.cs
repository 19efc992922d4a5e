using Basin.Models.Data;
using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Launching;

/// <summary>From what a page asks for to the arguments of the tool.</summary>
/// <param name="options">Whose page it is.</param>
/// <param name="folderOf">The folder of a run of the list, by its name there; null for anything else.</param>
internal sealed class TrainArguments(DashboardOptions options, Func<string, string?> folderOf)
{
    /// <summary>Those that go on with a run.</summary>
    public static IReadOnlyList<string> ToResume(string folder) => ["train", "--json", $"--resume={folder}"];

    /// <summary>Those that start a run below the root.</summary>
    /// <param name="wanted">Options by name; flags have the value true or false.</param>
    /// <exception cref="RefusalException">A page may not give one of them. Their values are for the tool to judge.</exception>
    public IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> wanted) =>
        ["train", "--json", $"--under={Path.GetFullPath(options.Root)}", .. wanted.Select(pair => Argument(pair.Key, pair.Value)).OfType<string>()];

    // Name and value make one argument, so that no value is taken for an option, or for a file of more arguments.
    private string? Argument(string name, string? value)
    {
        if (!LaunchOptions.ByName.TryGetValue(name, out var option))
            throw Refused($"'{Short(name)}' is no option that a page can give; /api/options lists those.");
        if (value is null) throw Refused($"{name} has no value; wanted text, as in a terminal.");
        if (value.Any(char.IsControl)) throw Refused($"{name} holds a control character; wanted text of one line.");
        if (LaunchOptions.IsFlag(option))
        {
            return value switch
            {
                "true" => name,
                "false" => null,
                _ => throw Refused($"{name} is '{Short(value)}'; wanted true or false."),
            };
        }

        if (!LaunchOptions.IsPath(option) || IsNamedSet(value)) return $"{name}={value}";
        if (folderOf(value) is { } run) return $"{name}={run}";
        return options.IsRemote
            ? throw Refused($"{name} is '{Short(value)}'; from other machines wanted {(LaunchOptions.IsData(option) ? $"one of {string.Join(", ", Names())}" : "a run in the list")}. Paths of this machine are for its own users.")
            : $"{name}={value}";

        bool IsNamedSet(string text) => LaunchOptions.IsData(option) && Names().Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Names() => DataCatalog.List().Select(entry => entry.Name);

    private static string Short(string text) => text.Length > 100 ? text[..100] + "…" : text;

    private static RefusalException Refused(string sentence) => new(StatusCodes.Status400BadRequest, sentence);
}
