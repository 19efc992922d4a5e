namespace Basin.Training.Flows;

/// <summary>How a flow ended, and what it cost.</summary>
/// <param name="Outcome">Why.</param>
/// <param name="Time">Where it stands.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Rejected">Steps tried and taken back.</param>
/// <param name="Evaluations">Velocities computed.</param>
public readonly record struct FlowResult(FlowOutcome Outcome, double Time, long Steps, long Rejected, long Evaluations)
{
    /// <summary>The outcome in words, with advice where there is any.</summary>
    public string Message => Outcome switch
    {
        FlowOutcome.Finished => $"Followed to time {Time:g6} in {Steps} steps, {Rejected} rejected, {Evaluations} evaluations.",
        FlowOutcome.StepTooSmall => $"At time {Time:g6} no step is small enough: the flow grows without bound, or rounding exceeds the tolerance. End earlier, allow a larger tolerance, or compute in float64.",
        FlowOutcome.OutOfEvaluations => $"{Evaluations} evaluations reached time {Time:g6}. Allow more, a larger tolerance, or end earlier.",
        FlowOutcome.Interrupted => $"Interrupted at time {Time:g6}.",
        _ => Outcome.ToString(),
    };
}
