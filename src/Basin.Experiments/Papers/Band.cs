namespace Basin.Experiments.Papers;

/// <summary>Where a number is expected.</summary>
/// <param name="Low">The least; −∞ for none.</param>
/// <param name="High">The largest; ∞ for none.</param>
public readonly record struct Band(double Low, double High);
