using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Basin.App.Dashboard.Launching;

/// <summary>The polite way to end a process, which .NET does not offer.</summary>
internal static partial class TerminationSignal
{
    private const int Terminate = 15;

    /// <summary>Sends SIGTERM. Where there are no signals the process is killed: the run goes on from its last checkpoint.</summary>
    public static void Send(Process process)
    {
        if (OperatingSystem.IsWindows()) process.Kill();
        else _ = Kill(process.Id, Terminate); // It fails only where the process is gone, which is what was wanted.
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
