namespace Basin.Bench;

/// <summary>A <see cref="NetworkCase{T}"/> of either number type.</summary>
internal interface INetworkCase : IDisposable
{
    /// <summary>What is timed.</summary>
    Contestant Own { get; }

    /// <summary>Writes everything that torch's side needs.</summary>
    void Write(Exchange exchange);

    /// <summary>Compares with what torch's side wrote; evaluated while read.</summary>
    IEnumerable<Difference> Compare(Exchange exchange, double limit);
}
