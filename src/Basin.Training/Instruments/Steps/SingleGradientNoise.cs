namespace Basin.Training.Instruments.Steps;

/// <summary>What the single gradients of a batch say of the noise.</summary>
/// <param name="Batch">B.</param>
/// <param name="Trace">tr Σ̂ over B − 1: unbiased for the covariance of single gradients, however batches are drawn.</param>
/// <param name="Signal">‖∇L‖² as the batch has it: ‖g‖² less the noise in it; unbiased, so it may be below 0.</param>
/// <param name="Largest">The largest norm of a single gradient.</param>
public readonly record struct SingleGradientNoise(int Batch, double Trace, double Signal, double Largest);
