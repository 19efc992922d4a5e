namespace Basin.Bench;

/// <summary>Where the table goes.</summary>
internal static class ResultFile
{
    /// <summary>The file to write; null when only a part was timed and no place was named.</summary>
    public static string? For(BenchOptions options)
    {
        if (options.Out is { } chosen && chosen.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) return Made(Path.GetFullPath(chosen));
        if (options.Out is null && options.Filters.Count > 0) return null;
        var folder = options.Out ?? Path.Combine(Root(), "bench", "results");
        var threads = options.Threads == 1 ? "" : $"-{options.Threads}-threads";
        return Made(Path.Combine(Path.GetFullPath(folder), $"{DateTime.UtcNow:yyyy-MM-dd}-{Machine.Slug}{threads}.md"));
    }

    private static string Made(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    // The solution's folder, from wherever the program was started or built.
    private static string Root()
    {
        foreach (var start in (string[])[Environment.CurrentDirectory, AppContext.BaseDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Basin.slnx"))) return folder.FullName;
        }

        return Environment.CurrentDirectory;
    }
}
