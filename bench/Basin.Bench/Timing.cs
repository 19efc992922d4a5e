namespace Basin.Bench;

/// <summary>Nanoseconds an iteration: by the wall clock, and by the processor time of those who worked.</summary>
internal readonly record struct Timing(double Wall, double Processor)
{
    /// <summary>The figure that is compared: processor time on one thread, where others may share the machine; the wall otherwise.</summary>
    public double Compared(int threads) => threads == 1 ? Processor : Wall;
}
