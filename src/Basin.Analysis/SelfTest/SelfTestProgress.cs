namespace Basin.Analysis.SelfTest;

/// <summary>How far a self-test is.</summary>
/// <param name="Subject">The network at hand.</param>
/// <param name="Done">Networks done.</param>
/// <param name="All">Networks in all.</param>
public readonly record struct SelfTestProgress(string Subject, int Done, int All);
