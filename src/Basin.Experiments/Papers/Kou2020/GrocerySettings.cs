namespace Basin.Experiments.Papers.Kou2020;

/// <summary>One way of tuning on groceries.</summary>
/// <param name="Probability">p.</param>
/// <param name="Steps">Steps; the rate falls to a tenth at two thirds.</param>
/// <param name="Batch">B.</param>
/// <param name="LearningRate">η of all but the head.</param>
/// <param name="HeadScale">The head's multiple of η.</param>
internal sealed record GrocerySettings(double Probability, int Steps, int Batch, double LearningRate, double HeadScale);
