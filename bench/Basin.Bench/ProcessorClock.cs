using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Basin.Bench;

/// <summary>The processor time that the calling thread has used.</summary>
internal static partial class ProcessorClock
{
    private const int ThreadClock = 3;

    /// <summary>Nanoseconds; where the system cannot tell, the wall clock's.</summary>
    public static long Now()
    {
        if (OperatingSystem.IsLinux() && GetTime(ThreadClock, out var time) == 0)
            return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        return (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
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
