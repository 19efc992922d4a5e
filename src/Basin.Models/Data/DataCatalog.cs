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
    public static ImmutableArray<CatalogEntry> List()
    {
        var folders = Folders;
        return
        [
            .. NamedSet.All.Select(set => new CatalogEntry(
                set.Name,
                set.Description,
                set.IsEmbedded,
                Locate(set, folders),
                [.. folders.SelectMany(folder => set.Candidates.Select(file => Path.Combine(folder, file)))])),
        ];
    }

    /// <summary>The existing file or folder of a name; null when there is none.</summary>
    internal static string? Locate(NamedSet set, ImmutableArray<string> folders) => folders
        .SelectMany(folder => set.Candidates.Select(candidate => Path.Combine(folder, candidate)))
        .FirstOrDefault(Path.Exists);

    /// <summary>A path as it stands or under one of the folders; null when it is nowhere.</summary>
    internal static string? Locate(string path) =>
        Path.Exists(path) ? path : Path.IsPathRooted(path) ? null : Folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Path.Exists);

    /// <summary>The error for a path that is nowhere.</summary>
    internal static BadInputException Missing(string path)
    {
        var places = Path.IsPathRooted(path) ? "" : $" (looked in the current folder, {string.Join(", ", Folders)})";
        return BadInputException.At(path, $"there is no such file, folder or data set{places}", $"a path, or one of {string.Join(", ", NamedSet.All.Select(set => set.Name))}", $"Check the path, or set {FolderVariable} to the folder with the data.");
    }
}
