namespace Basin.Models.Tests.Data;

/// <summary>Real data outside the project: where BASIN_DATA points, or ../shared/data beside the project's root.</summary>
public static class SharedData
{
    public static string Require(string relative)
    {
        var path = Path.Combine(Folder(), relative);
        if (!Path.Exists(path)) Assert.Skip($"{relative} is not in {Folder()}; set BASIN_DATA to a folder that has it.");
        return path;
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("BASIN_DATA") is { Length: > 0 } given) return given;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Basin.slnx"))) root = root.Parent;
        return Path.GetFullPath(Path.Combine(root?.FullName ?? ".", "..", "shared", "data"));
    }
}
