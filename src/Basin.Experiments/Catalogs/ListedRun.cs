namespace Basin.Experiments.Catalogs;

/// <summary>A run folder below the root of a catalogue.</summary>
/// <param name="Id">Its path below the root, with '/' between folders.</param>
/// <param name="Path">The folder.</param>
public sealed record ListedRun(string Id, string Path)
{
    /// <summary>A file of the run, or of a folder in it; null when it is not there, or is a link to somewhere else.</summary>
    /// <param name="parts">Names that are known to be names; nothing a stranger sent.</param>
    public string? File(params ReadOnlySpan<string> parts)
    {
        var path = Path;
        foreach (var part in parts)
        {
            path = System.IO.Path.Combine(path, part);
            if (!System.IO.Path.Exists(path) || (System.IO.File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0) return null;
        }

        return path;
    }
}
