namespace Basin.Experiments.Papers.Li2019;

/// <summary>Where a run on patched images stands.</summary>
/// <param name="Epoch">Passes over the training images.</param>
/// <param name="Loss">The mean loss of the epoch's batches, patches and noise included.</param>
/// <param name="Clean">Test accuracy on images without patches.</param>
/// <param name="Mixed">The same on images as training sees them.</param>
/// <param name="Alone">The same on patches alone.</param>
internal readonly record struct PatchPoint(double Epoch, double Loss, double Clean, double Mixed, double Alone);
