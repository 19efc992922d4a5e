namespace Basin.Experiments.Papers.Smith2021;

/// <summary>Where a run ended.</summary>
/// <param name="Accuracy">On held-out examples; about a tenth when it diverged.</param>
/// <param name="BatchSquares">C_reg, the mean of the squares of batch gradients, on the training examples.</param>
/// <param name="Diverged">Whether the loss left all bounds.</param>
internal readonly record struct RectifierOutcome(double Accuracy, double BatchSquares, bool Diverged);
