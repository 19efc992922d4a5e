namespace Basin.Training;

/// <summary>One step, seen before θ moves.</summary>
/// <param name="Step">Steps taken before it.</param>
/// <param name="Loss">The mean loss over its batch.</param>
/// <param name="LearningRate">η at this step.</param>
/// <param name="GradientNorm">‖g‖ of its batch.</param>
public readonly record struct StepReport(long Step, double Loss, double LearningRate, double GradientNorm);
