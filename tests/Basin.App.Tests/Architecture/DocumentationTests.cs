using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Basin.Testing;

namespace Basin.App.Tests.Architecture;

public sealed partial class DocumentationTests
{
    [Theory, MemberData(nameof(LayerTests.Libraries), MemberType = typeof(LayerTests))]
    public void Every_public_type_and_member_is_documented(string name)
    {
        var assembly = Assembly.Load(name);
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        Assert.True(File.Exists(path), $"{path} is missing.");
        var documented = XDocument.Load(path).Descendants("member").Select(member => Simple((string)member.Attribute("name")!)).ToHashSet();
        var missing = assembly.GetExportedTypes().SelectMany(Names).Where(member => !documented.Contains(member));
        Assert.Empty(missing);
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var sources = new[] { "src", "tests", "bench" }.Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories));
        var tooLong = sources.Select(path => (Path: Path.GetRelativePath(Repository.Root, path), Lines: File.ReadLines(path).Count())).Where(file => file.Lines > 400);
        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("Utils")]
    [InlineData("Helpers")]
    [InlineData("Common")]
    [InlineData("Manager")]
    public void No_type_has_a_name_that_says_nothing(string word)
    {
        var types = LayerTests.Assemblies.Select(row => row.Data).SelectMany(name => Assembly.Load(name).GetTypes());
        Assert.DoesNotContain(types, type => type.Name.Contains(word, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var full = type.FullName!.Replace('+', '.');
        yield return $"T:{full}";
        if (type.IsAssignableTo(typeof(Delegate))) yield break;
        foreach (var property in type.GetProperties(Declared).Where(property => !IsGenerated(type, property.Name))) yield return $"P:{full}.{property.Name}";
        foreach (var field in type.GetFields(Declared).Where(field => !field.IsSpecialName)) yield return $"F:{full}.{field.Name}";
        foreach (var method in type.GetMethods(Declared).Where(method => !method.IsSpecialName && !IsGenerated(type, method.Name))) yield return $"M:{full}.{method.Name}";
    }

    // Records and serialisers write members of their own, and positional properties are documented as parameters.
    private static bool IsGenerated(Type type, string member)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
        return member.StartsWith('<')
            || (isRecord && (member is "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "EqualityContract" || type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == member))))
            || type.BaseType?.Name == "JsonSerializerContext";
    }

    // M:Basin.A`1.B``1(System.Int32) is compared by name alone: overloads share their documentation's presence.
    private static string Simple(string member) => Arguments().Replace(member, "");

    [GeneratedRegex("(``\\d+)?(\\(.*)?$")]
    private static partial Regex Arguments();
}
