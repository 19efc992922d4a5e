namespace Basin.Bench;

/// <summary>The two sides computed different numbers: their times mean nothing.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
