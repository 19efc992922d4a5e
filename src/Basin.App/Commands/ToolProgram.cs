using System.Collections.Immutable;
using System.Diagnostics;

namespace Basin.App.Commands;

/// <summary>How this program is started once more.</summary>
/// <param name="File">What to execute.</param>
/// <param name="Arguments">What comes before the arguments of the tool.</param>
internal sealed record ToolProgram(string File, ImmutableArray<string> Arguments)
{
    /// <summary>As this process was: the program itself, or its assembly by dotnet where another program hosts it.</summary>
    public static ToolProgram Current => field ??= Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "basin"
        ? new ToolProgram(host, [])
        : new ToolProgram(Dotnet, ["exec", typeof(ToolProgram).Assembly.Location]);

    private static string Dotnet => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>What to start, with these arguments; no shell comes between.</summary>
    public ProcessStartInfo With(IEnumerable<string> arguments) => new(File, [.. Arguments, .. arguments]);
}
