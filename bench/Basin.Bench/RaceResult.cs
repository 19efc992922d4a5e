namespace Basin.Bench;

/// <summary>Basin's lane and those of torch that ran along, the fastest first.</summary>
internal sealed record RaceResult(Lane Own, IReadOnlyList<Lane> Others)
{
    /// <summary>The lane Basin is compared with; null without torch.</summary>
    public Lane? Peer => Others.FirstOrDefault(lane => !lane.Informational);

    /// <summary>How many times faster Basin is than <paramref name="lane"/>, round by round.</summary>
    public Spread Ratio(Lane lane) => Spread.Of(lane.Times.Zip(Own.Times, (theirs, ours) => theirs / ours));
}
