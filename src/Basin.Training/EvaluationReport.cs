namespace Basin.Training;

/// <summary>Where training stands at an evaluation.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Epoch">Passes over the data; a fraction in the middle of one.</param>
/// <param name="RunningLoss">The mean loss over the examples seen since the last evaluation, each at the θ of its step.</param>
/// <param name="Train">On all training examples, where it was asked for.</param>
/// <param name="Test">On held-out examples, where there are any.</param>
public readonly record struct EvaluationReport(long Step, double Epoch, double RunningLoss, Evaluation? Train, Evaluation? Test);
