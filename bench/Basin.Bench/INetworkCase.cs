namespace Basin.Bench;

/// <summary>A task of either number type: what Basin runs, and how its numbers are compared with torch's.</summary>
internal interface INetworkCase : IDisposable
{
    /// <summary>What is timed.</summary>
    Contestant Own { get; }

    /// <summary>What to say of the last run besides its time; null for nothing.</summary>
    string? Remark { get; }

    /// <summary>Writes everything that torch's side needs.</summary>
    void Write(Exchange exchange);

    /// <summary>Compares with what torch's side wrote; evaluated while read.</summary>
    IEnumerable<Difference> Compare(Exchange exchange, double limit);
}
