namespace Basin.Training.Flows;

/// <summary>Why a flow ended.</summary>
public enum FlowOutcome
{
    /// <summary>It was followed to its end.</summary>
    Finished,

    /// <summary>No step is small enough: the flow leaves the finite numbers, or rounding exceeds the tolerance.</summary>
    StepTooSmall,

    /// <summary>The evaluations allowed are spent.</summary>
    OutOfEvaluations,

    /// <summary>Somebody asked to stop.</summary>
    Interrupted,
}
