using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Basin.Testing;

/// <summary>The processor time that the calling thread has used: for limits that hold on a busy machine too.</summary>
public static partial class ThreadClock
{
    private const int ThreadTime = 3;

    /// <summary>Seconds from some beginning; by the wall clock where the system is not Linux.</summary>
    public static double Seconds()
    {
        if (OperatingSystem.IsLinux() && GetTime(ThreadTime, out var time) == 0) return time.Seconds + (time.Nanoseconds * 1e-9);
        return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
