namespace Basin.Testing;

/// <summary>The folder that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A source file as the compiler names it; a build of record writes /_/ for the folder.</summary>
    public static string Source(string compiled) =>
        compiled.StartsWith("/_/", StringComparison.Ordinal) ? Path.Combine(Root, compiled[3..]) : compiled;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Basin.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Basin.slnx.");
    }
}
