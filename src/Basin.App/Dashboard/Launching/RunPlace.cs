using Microsoft.AspNetCore.Http;

namespace Basin.App.Dashboard.Launching;

/// <summary>Between run folders and their names below the root.</summary>
internal sealed class RunPlace(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The name of a folder: its path below the root, with '/' between.</summary>
    public string IdOf(string folder) => Path.GetRelativePath(Root, Path.GetFullPath(folder)).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The name in an address, where it is one segment.</summary>
    public static string FromRoute(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder of a run.</summary>
    /// <exception cref="RefusalException">There is no such run below the root.</exception>
    public string Find(string id) => TryFind(id)
        ?? throw new RefusalException(StatusCodes.Status404NotFound, $"There is no run '{(id.Length > 200 ? id[..200] + "…" : id)}' in {Root}.");

    /// <summary>The folder of a run; null when there is no such run below the root.</summary>
    public string? TryFind(string id)
    {
        var parts = id.Split('/');
        if (id.Contains('\0') || id.Contains('\\') || parts.Any(part => part is "" or "." or "..")) return null;
        var folder = Path.Combine([Root, .. parts]);
        return File.Exists(Path.Combine(folder, "run.json")) && IsWithin(folder) ? folder : null;
    }

    // A link may lead out of the root by any of its parts.
    private bool IsWithin(string folder)
    {
        for (var part = folder; part.Length > Root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new DirectoryInfo(part).LinkTarget is not null) return false;
        }

        return true;
    }
}
