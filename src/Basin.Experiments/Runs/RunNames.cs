using System.Collections.Immutable;
using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>Short names for runs that stand side by side.</summary>
internal static class RunNames
{
    /// <summary>The names of the folders, with as much of the paths before them as tells them apart.</summary>
    /// <exception cref="BadInputException">A folder is given twice.</exception>
    public static ImmutableArray<string> Of(IReadOnlyList<string> paths)
    {
        var parts = paths.Select(path => Path.GetFullPath(path).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var longest = parts.Max(part => part.Length);
        for (var length = 1; length <= longest; length++)
        {
            var names = parts.Select(part => string.Join('/', part.TakeLast(length))).ToImmutableArray();
            if (names.Distinct(StringComparer.Ordinal).Count() == names.Length) return names;
        }

        var twice = paths.First(path => paths.Count(other => Path.TrimEndingDirectorySeparator(Path.GetFullPath(other)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) > 1);
        throw BadInputException.At(twice, "the run is given twice", "different runs", "Leave one of them out.");
    }
}
