using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>Files are not replaced unasked, and folders not at all.</summary>
internal static class FreePath
{
    /// <summary>Looks whether files can be written under these names.</summary>
    /// <param name="paths">Of files.</param>
    /// <param name="force">Whether those that are there may be replaced.</param>
    /// <exception cref="BadInputException">Something is in the way.</exception>
    public static void Require(IReadOnlyCollection<string> paths, bool force)
    {
        if (paths.FirstOrDefault(Directory.Exists) is { } folder)
            throw BadInputException.At(folder, "a folder", "the name of a file", "Name a file in it by --out.");
        if (!force && paths.FirstOrDefault(File.Exists) is { } file)
            throw BadInputException.At(file, "it is there already", "a new name", "Choose another by --out, or replace it with --force.");
    }
}
