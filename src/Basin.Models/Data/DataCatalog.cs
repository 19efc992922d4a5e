using System.Collections.Immutable;

namespace Basin.Models.Data;

/// <summary>The data sets that have a name, and the folders in which files are looked for.</summary>
public static class DataCatalog
{
    /// <summary>The environment variable that names a data folder.</summary>
    public const string FolderVariable = "BASIN_DATA";

    private static readonly string _sharedFolder = Path.Combine("..", "shared", "data");

    /// <summary>Where a path that does not exist as it stands is looked for, in this order: BASIN_DATA, then ../shared/data.</summary>
    public static ImmutableArray<string> Folders
    {
        get
        {
            var given = Environment.GetEnvironmentVariable(FolderVariable);
            return string.IsNullOrWhiteSpace(given) ? [_sharedFolder] : [given, _sharedFolder];
        }
    }

    /// <summary>Every named data set, and whether its files are there.</summary>
    /// <param name="folders">Where to look; null is <see cref="Folders"/>.</param>
    public static ImmutableArray<CatalogEntry> List(ImmutableArray<string>? folders = null)
    {
        var places = folders ?? Folders;
        return
        [
            .. NamedSet.All.Select(set => new CatalogEntry(
                set.Name,
                set.Description,
                set.IsEmbedded,
                Locate(set, places),
                [.. places.SelectMany(folder => set.Candidates.Select(file => Path.Combine(folder, file)))])),
        ];
    }

    /// <summary>The existing file or folder of a name; null when there is none.</summary>
    internal static string? Locate(NamedSet set, ImmutableArray<string> folders) => folders
        .SelectMany(folder => set.Candidates.Select(candidate => Path.Combine(folder, candidate)))
        .FirstOrDefault(Path.Exists);

    /// <summary>A path as it stands or under one of the folders; null when it is nowhere.</summary>
    internal static string? Locate(string path, ImmutableArray<string> folders) =>
        Path.Exists(path) ? path : Path.IsPathRooted(path) ? null : folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Path.Exists);

    /// <summary>The error for a path or a name that is nowhere.</summary>
    internal static BadInputException Missing(string path, ImmutableArray<string> folders)
    {
        var places = Path.IsPathRooted(path) ? "" : $" (looked in the current folder, {string.Join(", ", folders)})";
        return NamedSet.Find(path) is { } set
            ? BadInputException.At(path, $"the files of this data set are not here{places}", $"{string.Join(" or ", set.Candidates)} in one of them", $"Put them there, set {FolderVariable} to the folder that has them, or use 'synth' or 'shapes', which need no file.")
            : BadInputException.At(path, $"there is no such file, folder or data set{places}", $"a path, or one of {string.Join(", ", NamedSet.All.Select(known => known.Name))}", $"Check the path, or set {FolderVariable} to the folder with the data.");
    }
}
