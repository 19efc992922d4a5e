namespace Basin.Bench;

/// <summary>torch's side could not do what it was asked.</summary>
internal sealed class PeerException(string message) : Exception(message);
