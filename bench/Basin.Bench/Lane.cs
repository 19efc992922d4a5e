namespace Basin.Bench;

/// <summary>The times of one contestant, a round each, in nanoseconds an iteration.</summary>
internal sealed record Lane(string Name, bool Informational, IReadOnlyList<double> Times)
{
    public Spread Time { get; } = Spread.Of(Times);
}
