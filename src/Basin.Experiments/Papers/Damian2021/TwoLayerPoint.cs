namespace Basin.Experiments.Papers.Damian2021;

/// <summary>What was seen of a network on the way.</summary>
/// <param name="Step">Steps before.</param>
/// <param name="Loss">L on the training examples, less its least value.</param>
/// <param name="Trace">tr ∇²L.</param>
/// <param name="Test">On held-out examples: half the mean squared error, or the accuracy.</param>
internal readonly record struct TwoLayerPoint(long Step, double Loss, double Trace, double Test);
