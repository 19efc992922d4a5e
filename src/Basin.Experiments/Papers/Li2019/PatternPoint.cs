namespace Basin.Experiments.Papers.Li2019;

/// <summary>Where a run on the two patterns stands.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Loss">On the training examples.</param>
/// <param name="First">Test accuracy on examples with the first pattern only.</param>
/// <param name="Second">The same with the second only.</param>
/// <param name="Both">The same with both.</param>
internal readonly record struct PatternPoint(int Step, double Loss, double First, double Second, double Both);
