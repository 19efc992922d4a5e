namespace Basin.Experiments.Papers;

/// <summary>How many seeds a claim averages over.</summary>
/// <param name="Full">By default.</param>
/// <param name="Quick">When a quick answer is wanted; at most as many.</param>
public readonly record struct SeedCount(int Full, int Quick);
