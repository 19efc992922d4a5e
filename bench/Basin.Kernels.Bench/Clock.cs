using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Basin.Kernels.Bench;

/// <summary>Best-of-many timing by the processor time of this thread, which neighbours on the machine do not inflate.</summary>
internal static unsafe partial class Clock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Seconds of one call of <paramref name="body"/>: the least of many repetitions over about <paramref name="budget"/> seconds.</summary>
    public static double Best(Action body, double budget = 0.1, bool wall = false)
    {
        body();
        var start = Stopwatch.GetTimestamp();
        var calls = 1;
        var best = double.MaxValue;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < budget)
        {
            var begin = wall ? Wall() : Cpu();
            for (var i = 0; i < calls; i++) body();
            var seconds = (wall ? Wall() : Cpu()) - begin;
            best = Math.Min(best, seconds / calls);
            if (seconds < 100e-6) calls *= 2;
        }

        return best;
    }

    private static double Wall() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    private static double Cpu()
    {
        Timespec time;
        _ = GetTime(ThreadCpuTime, &time);
        return time.Seconds + (time.Nanoseconds * 1e-9);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, Timespec* time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
