using System.Text.RegularExpressions;
using Basin.Testing;

namespace Basin.App.Tests.Architecture;

/// <summary>
/// Code in the documents is quoted from samples that compile. A comment <c>sample: FILE REGION</c> before a code block names where
/// from; run with BASIN_APPROVE=1 to quote again.
/// </summary>
public sealed partial class SampleTests
{
    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.TopDirectoryOnly)
        .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Documents))]
    public void Quoted_code_is_the_sample_s(string document)
    {
        var path = Path.Combine(Repository.Root, document);
        var text = File.ReadAllText(path);
        var quoted = Quotation().Replace(text, match => $"{match.Groups["mark"].Value}\n```csharp\n{Region(match.Groups["file"].Value, match.Groups["region"].Value)}```");
        if (Environment.GetEnvironmentVariable("BASIN_APPROVE") == "1") File.WriteAllText(path, quoted);
        else Assert.Equal(quoted, text);
    }

    [Fact]
    public void The_readme_quotes_a_sample() =>
        Assert.Matches(Quotation(), File.ReadAllText(Path.Combine(Repository.Root, "README.md")));

    private static string Region(string file, string region)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, file));
        var begin = Array.FindIndex(lines, line => line.Trim() == $"// begin: {region}");
        var end = Array.FindIndex(lines, line => line.Trim() == $"// end: {region}");
        Assert.True(begin >= 0 && end > begin, $"{file} has no region '{region}'.");
        var body = lines[(begin + 1)..end];
        var indent = body.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(body.Select(line => (line.Length > 0 ? line[indent..] : line) + "\n"));
    }

    [GeneratedRegex(@"(?<mark><!-- sample: (?<file>\S+) (?<region>\S+) -->)\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Quotation();
}
