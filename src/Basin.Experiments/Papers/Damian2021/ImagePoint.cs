namespace Basin.Experiments.Papers.Damian2021;

/// <summary>What was seen of a network on images.</summary>
/// <param name="Epoch">Epochs before.</param>
/// <param name="Loss">On the training images, the mean over flips less its least value.</param>
/// <param name="Trace">tr ∇²L on part of the training images.</param>
/// <param name="Accuracy">On held-out images.</param>
internal readonly record struct ImagePoint(double Epoch, double Loss, double Trace, double Accuracy);
