namespace Basin.Training;

/// <summary>How training ended.</summary>
/// <param name="Outcome">Why.</param>
/// <param name="Step">Steps taken; when it diverged, the step whose loss was not finite.</param>
/// <param name="Loss">The last batch's loss; not finite when it diverged, NaN when no step was taken.</param>
public readonly record struct TrainingResult(TrainingOutcome Outcome, long Step, double Loss)
{
    /// <summary>The outcome in words, with advice where there is any.</summary>
    public string Message => Outcome switch
    {
        TrainingOutcome.Finished => $"Finished after {Step} steps.",
        TrainingOutcome.LossReached => $"Stopped after {Step} steps: the training loss reached its target.",
        TrainingOutcome.Diverged => $"Diverged: the loss at step {Step} is {Loss}. Lower the learning rate, or warm it up.",
        TrainingOutcome.Interrupted => $"Interrupted after {Step} steps.",
        _ => Outcome.ToString(),
    };
}
