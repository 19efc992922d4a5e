using System.Runtime.InteropServices;

namespace Basin.App.Terminal;

/// <summary>A session of its own for a run that a server started: Ctrl-C and the end of the terminal are for the server alone.</summary>
internal static partial class OwnSession
{
    /// <summary>The environment variable by which a parent asks for it.</summary>
    public const string Variable = "BASIN_OWN_SESSION";

    public static void BeginIfAsked()
    {
        if (OperatingSystem.IsWindows() || string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable))) return;
        Environment.SetEnvironmentVariable(Variable, null);
        _ = SetSession(); // It fails only where the process has one already.
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();
}
