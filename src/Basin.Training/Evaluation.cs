namespace Basin.Training;

/// <summary>How well θ does on a set of examples.</summary>
/// <param name="Loss">The mean loss over the examples.</param>
/// <param name="Accuracy">The share classified rightly, in [0, 1]; null where there are no classes.</param>
public readonly record struct Evaluation(double Loss, double? Accuracy);
