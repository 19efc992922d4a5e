using System.Reflection;
using System.Runtime.InteropServices;

namespace Basin.Experiments.Runs;

/// <summary>The software and machine of a run.</summary>
/// <param name="Basin">The version of Basin.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor's architecture.</param>
public sealed record RunVersions(string Basin, string Runtime, string System, string Architecture)
{
    /// <summary>Those of this process.</summary>
    public static RunVersions Current { get; } = new(
        typeof(RunVersions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString());
}
