namespace Basin.Analysis.Stability;

/// <summary>The critical learning rate at one batch size.</summary>
/// <param name="Batch">B.</param>
/// <param name="CriticalLearningRate">η*, or the least necessary bound on it.</param>
/// <param name="Kind">Which of the two.</param>
public readonly record struct BatchLimit(int Batch, double CriticalLearningRate, CriticalLearningRateKind Kind);
