using System.Diagnostics;

namespace Basin.Bench;

/// <summary>Basin.</summary>
/// <param name="reset">Untimed; brings the workload back to its start.</param>
/// <param name="iterate">Runs the given number of iterations.</param>
internal sealed class OwnContestant(Action reset, Action<int> iterate) : Contestant("Basin")
{
    public override Timing Run(int repeats)
    {
        reset();
        var (processor, wall) = (ProcessorClock.Now(), Stopwatch.GetTimestamp());
        iterate(repeats);
        var wallSpent = Stopwatch.GetElapsedTime(wall).TotalNanoseconds;
        var processorSpent = ProcessorClock.Now() - processor;
        return new Timing(wallSpent / repeats, (double)processorSpent / repeats);
    }
}
