using Basin.Training.Instruments;

namespace Basin.Training;

/// <summary>One step, seen before θ moves.</summary>
/// <param name="Step">Steps taken before it.</param>
/// <param name="Loss">The mean loss over its batch.</param>
/// <param name="LearningRate">η at this step.</param>
/// <param name="GradientNorm">‖g‖ of its batch, with the gradients of added terms.</param>
/// <param name="Penalty">The value of the terms added to the loss; 0 without any.</param>
/// <param name="Readings">What instruments read at it, good until the next step; null where they were not.</param>
public readonly record struct StepReport(long Step, double Loss, double LearningRate, double GradientNorm, double Penalty = 0, ReadingList? Readings = null);
