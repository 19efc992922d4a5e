using Basin.Numerics.Threading;

namespace Basin.Bench;

/// <summary>What the workloads of one run share.</summary>
/// <param name="Options">The command line.</param>
/// <param name="Peer">torch; null where it is missing.</param>
/// <param name="Workers">Basin's threads.</param>
/// <param name="Log">Progress.</param>
internal sealed record Session(BenchOptions Options, Peer? Peer, Workers Workers, Action<string> Log);
