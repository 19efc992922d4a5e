using System.Runtime.CompilerServices;

namespace Basin.Testing;

/// <summary>
/// Text that somebody looked at and approved, kept in a file beside the test. A difference leaves a .received file;
/// run with BASIN_APPROVE=1 to accept what the code now says, and look at the difference before committing it.
/// </summary>
public static class Approved
{
    public static void Equal(string actual, string name, [CallerFilePath] string source = "") =>
        Compare(actual, Path.Combine(Path.GetDirectoryName(Repository.Source(source))!, "Approved", name));

    /// <summary>The same for a document of the repository, such as docs/agreement.md.</summary>
    public static void Document(string actual, string path) => Compare(actual, Path.Combine(Repository.Root, path));

    private static void Compare(string actual, string path)
    {
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("BASIN_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == actual) return;
        File.WriteAllText(path + ".received", actual);
        Xunit.Assert.Equal(expected, actual);
    }
}
