using Basin.Training;

namespace Basin.Experiments.Runs;

/// <summary>What one round of self-distillation came to.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Run">Its run folder.</param>
/// <param name="Given">On the training examples with the labels as given, random ones included.</param>
/// <param name="True">On the training examples with the labels of their source; the same where none was drawn at random.</param>
/// <param name="Test">On held-out examples; null when there are none.</param>
public sealed record RoundSummary(int Round, string Run, Evaluation Given, Evaluation True, Evaluation? Test);
