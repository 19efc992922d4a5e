using System.Collections.Frozen;
using System.Reflection;

namespace Basin.App.Dashboard;

/// <summary>The files of the page, as they were embedded when the tool was built.</summary>
internal static class EmbeddedPage
{
    private const string Prefix = "page/";

    /// <summary>Whether the machine that built the tool had npm.</summary>
    public static bool IsHere => Files.ContainsKey("index.html");

    /// <summary>Contents by path, with '/' between folders.</summary>
    public static FrozenDictionary<string, byte[]> Files => field ??= Read(Assembly.GetExecutingAssembly());

    private static FrozenDictionary<string, byte[]> Read(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], name => Bytes(assembly, name), StringComparer.Ordinal);

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
