namespace Basin.Bench;

/// <summary>One of torch's variants.</summary>
internal sealed class PeerContestant(Peer peer, string name, bool informational) : Contestant(name, informational)
{
    public override Timing Run(int repeats) => peer.Run(Name, repeats);

    /// <summary>Frees what the variant has prepared.</summary>
    public void Drop() => peer.Drop(Name);
}
