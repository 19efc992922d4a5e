using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Basin.App.Tests.Architecture;

/// <summary>The layers of docs/architecture.md, held by a machine.</summary>
public sealed class LayerTests
{
    private static readonly string[] _bottomToTop =
        ["Basin.Numerics", "Basin.Models", "Basin.Analysis", "Basin.Training", "Basin.Experiments", "basin"];

    public static TheoryData<string> Assemblies => [.. _bottomToTop];

    public static TheoryData<string> Libraries => [.. _bottomToTop[..^1]];

    [Theory, MemberData(nameof(Assemblies))]
    public void An_assembly_uses_only_those_below_it(string name)
    {
        var rank = Array.IndexOf(_bottomToTop, name);
        var upward = Assembly.Load(name).GetReferencedAssemblies().Where(reference => Array.IndexOf(_bottomToTop, reference.Name) >= rank);
        Assert.Empty(upward.Select(reference => reference.Name));
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Only_the_program_prints(string name)
    {
        using var file = new PEReader(File.OpenRead(Assembly.Load(name).Location));
        var metadata = file.GetMetadataReader();
        var consoles = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => metadata.GetString(type.Namespace) == "System" && metadata.GetString(type.Name) == "Console");
        Assert.Empty(consoles);
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void A_public_class_is_abstract_or_sealed(string name)
    {
        var open = Assembly.Load(name).GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false });
        Assert.Empty(open.Select(type => type.FullName));
    }
}
